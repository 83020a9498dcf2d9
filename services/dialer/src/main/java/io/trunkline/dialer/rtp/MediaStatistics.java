package io.trunkline.dialer.rtp;

/**
 * What has gone over the wire of a call.
 *
 * @param sent packets
 * @param skipped packets that would have gone out too late
 * @param received packets; none although some were sent is a call in which one side hears nothing
 * @param lost packets that have not come in
 * @param jitterMilliseconds how unevenly they have come in (RFC 3550, 6.4.1)
 * @param playedMilliseconds of the last sound
 */
public record MediaStatistics(
        long sent, long skipped, long received, long lost, double jitterMilliseconds, int playedMilliseconds) {}
