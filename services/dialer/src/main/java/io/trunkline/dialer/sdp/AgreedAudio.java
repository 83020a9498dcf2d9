package io.trunkline.dialer.sdp;

/**
 * What was agreed on.
 *
 * @param address where the far end wants to be sent to, as it says
 * @param keys payload type of pressed keys; -1 if there are none as events
 * @param milliseconds of a packet
 * @param isHeld whether the far end wants to hear nothing for now
 */
public record AgreedAudio(String address, int port, AudioFormat format, int keys, int milliseconds, boolean isHeld) {}
