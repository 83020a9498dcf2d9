package io.trunkline.dialer.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.io.InputStream;

/** Vorbis in OGG, by JOrbis. Of several streams the first. */
final class VorbisSamples implements Samples {

    private static final int CHUNK = 4_096;
    private static final int HEADERS = 3;
    /** No page of OGG is longer (RFC 3533, 6), so a page is found by then, or never. */
    private static final int MOST_CHUNKS_OF_A_PAGE = 32;

    private final InputStream file;
    private final SyncState sync = new SyncState();
    private final StreamState stream = new StreamState();
    private final Page page = new Page();
    private final Packet packet = new Packet();
    private final Info info = new Info();
    private final DspState state = new DspState();
    private final Block block;
    private final float[][][] channels = new float[1][][];
    private final int[] starts;

    private VorbisSamples(InputStream file) throws IOException {
        this.file = file;
        info.init();
        sync.init();
        readHeaders();
        state.synthesis_init(info);
        block = new Block(state);
        starts = new int[info.channels];
    }

    static VorbisSamples open(InputStream file) throws IOException {
        try {
            return new VorbisSamples(file);
        } catch (ArrayIndexOutOfBoundsException | NullPointerException damaged) {
            throw new NotAudio("This OGG is damaged");
        }
    }

    private void readHeaders() throws IOException {
        if (!nextPage()) {
            throw new NotAudio("This OGG has no samples");
        }
        stream.init(page.serialno());
        stream.pagein(page);
        Comment comment = new Comment();
        comment.init();
        for (int header = 0; header < HEADERS; header++) {
            if (!nextPacket() || info.synthesis_headerin(comment, packet) < 0) {
                throw new NotAudio("This OGG has no Vorbis in it");
            }
        }
        if (info.channels < 1 || info.rate < 1) {
            throw new NotAudio("This OGG has no Vorbis in it");
        }
    }

    @Override
    public int rate() {
        return info.rate;
    }

    @Override
    public int read(float[] into) throws IOException {
        try {
            int ready = state.synthesis_pcmout(channels, starts);
            while (ready <= 0) {
                if (!nextPacket()) {
                    return -1;
                }
                if (block.synthesis(packet) == 0) {
                    state.synthesis_blockin(block);
                }
                ready = state.synthesis_pcmout(channels, starts);
            }
            int count = Math.min(ready, into.length);
            for (int i = 0; i < count; i++) {
                into[i] = mixed(i);
            }
            state.synthesis_read(count);
            return count;
        } catch (ArrayIndexOutOfBoundsException | NullPointerException damaged) {
            throw new NotAudio("This OGG is damaged");
        }
    }

    private float mixed(int sample) {
        float sum = 0;
        for (int channel = 0; channel < info.channels; channel++) {
            sum += channels[0][channel][starts[channel] + sample];
        }
        return sum / info.channels;
    }

    private boolean nextPacket() throws IOException {
        int found = stream.packetout(packet);
        while (found != 1) {
            if (!nextPage()) {
                return false;
            }
            stream.pagein(page);
            found = stream.packetout(packet);
        }
        return true;
    }

    private boolean nextPage() throws IOException {
        for (int chunk = 0; sync.pageout(page) != 1; chunk++) {
            int place = sync.buffer(CHUNK);
            int count = file.read(sync.data, place, CHUNK);
            if (count < 0 || chunk == MOST_CHUNKS_OF_A_PAGE) {
                return false;
            }
            sync.wrote(count);
        }
        return true;
    }
}
