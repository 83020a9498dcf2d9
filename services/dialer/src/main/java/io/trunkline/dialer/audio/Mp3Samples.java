package io.trunkline.dialer.audio;

import java.io.InputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;
import org.jspecify.annotations.Nullable;

/** MP3, by JLayer. */
final class Mp3Samples implements Samples {

    private final Bitstream stream;
    private final Decoder decoder = new Decoder();
    private final int rate;
    private float[] frame;
    private int position;

    private Mp3Samples(Bitstream stream, Header first) {
        this.stream = stream;
        this.rate = first.frequency();
        this.frame = decoded(first);
    }

    static Mp3Samples open(InputStream file) {
        Bitstream stream = new Bitstream(file);
        Header first = next(stream);
        if (first == null) {
            throw new NotAudio("This MP3 has no samples");
        }
        return new Mp3Samples(stream, first);
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(float[] into) {
        while (position == frame.length) {
            Header header = next(stream);
            if (header == null) {
                return -1;
            }
            frame = decoded(header);
            position = 0;
        }
        int count = Math.min(into.length, frame.length - position);
        System.arraycopy(frame, position, into, 0, count);
        position += count;
        return count;
    }

    private static @Nullable Header next(Bitstream stream) {
        try {
            return stream.readFrame();
        } catch (BitstreamException damaged) {
            throw new NotAudio("This MP3 is damaged");
        }
    }

    private float[] decoded(Header header) {
        try {
            if (rate != header.frequency()) {
                throw new NotAudio("This MP3 changes its rate");
            }
            SampleBuffer buffer = (SampleBuffer) decoder.decodeFrame(header, stream);
            int channels = buffer.getChannelCount();
            float[] mono = mono(buffer.getBuffer(), buffer.getBufferLength() / channels, channels);
            stream.closeFrame();
            return mono;
        } catch (DecoderException | ArrayIndexOutOfBoundsException damaged) {
            throw new NotAudio("This MP3 is damaged");
        }
    }

    private static float[] mono(short[] samples, int count, int channels) {
        float[] mono = new float[count];
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples[i * channels + channel];
            }
            mono[i] = sum / channels / 32_768f;
        }
        return mono;
    }
}
