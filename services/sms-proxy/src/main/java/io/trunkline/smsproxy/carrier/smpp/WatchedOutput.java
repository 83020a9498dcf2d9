package io.trunkline.smsproxy.carrier.smpp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Tells for how long a write has lasted: a socket never gives up on a peer that does not read. One write at a time. */
final class WatchedOutput extends FilterOutputStream {

    private volatile boolean writing;
    private volatile long since;

    WatchedOutput(OutputStream out) {
        super(out);
    }

    boolean isStuckFor(Duration limit) {
        return writing && System.nanoTime() - since > limit.toNanos();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        since = System.nanoTime();
        writing = true;
        try {
            out.write(octets, offset, length);
        } finally {
            writing = false;
        }
    }
}
