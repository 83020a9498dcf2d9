package io.trunkline.dialer.rtp;

/** What comes in of a call: how much got lost, and how unevenly it comes (RFC 3550, 6.4.1 and appendix A). */
final class Reception {

    private static final int RATE_OF_MILLISECONDS = 8;
    private static final int CYCLE = 1 << 16;
    private static final int LARGEST_GAP = 3_000;

    private boolean hasBegun;
    private int source;
    private long first;
    private long highest;
    private long received;
    private double jitter;
    private long lastTransit;

    /** @param arrivedAt milliseconds of a clock that never jumps */
    void accept(RtpPacket packet, long arrivedAt) {
        if (!hasBegun || packet.source() != source) {
            begin(packet);
        }
        received++;
        count(packet.sequence());
        long transit = arrivedAt * RATE_OF_MILLISECONDS - Integer.toUnsignedLong(packet.timestamp());
        if (received > 1) {
            jitter += (Math.abs(transit - lastTransit) - jitter) / 16;
        }
        lastTransit = transit;
    }

    private void begin(RtpPacket packet) {
        hasBegun = true;
        source = packet.source();
        first = packet.sequence();
        highest = first;
        received = 0;
        jitter = 0;
    }

    private void count(int sequence) {
        long next = (highest & ~(CYCLE - 1L)) | sequence;
        if (next < highest - CYCLE / 2) {
            next += CYCLE;
        } else if (next > highest + CYCLE / 2) {
            next -= CYCLE;
        }
        if (Math.abs(next - highest) > LARGEST_GAP) {
            // The far end has begun anew without saying so.
            first = next - received + 1;
            highest = next;
        } else {
            highest = Math.max(highest, next);
        }
    }

    long received() {
        return received;
    }

    /** Never negative: what comes twice counts for what does not come. */
    long lost() {
        return hasBegun ? Math.max(0, highest - first + 1 - received) : 0;
    }

    double jitterMilliseconds() {
        return jitter / RATE_OF_MILLISECONDS;
    }
}
