package io.trunkline.dialer.sdp;

import java.util.List;
import java.util.Map;

/**
 * The one stream that we offer: G.711 and pressed keys.
 *
 * @param session our number of the session, for the origin line
 * @param address at which we want to be sent to, of IPv4 or IPv6
 * @param port even; RTCP goes to the next one (RFC 3550, 11)
 * @param formats in the order in which we want them, at least one
 */
public record AudioOffer(long session, String address, int port, List<AudioFormat> formats) {

    /** Payload type of pressed keys (RFC 4733), as nearly everybody has it. */
    public static final int KEYS = 101;

    private static final String KEYS_ENCODING = "telephone-event/8000";
    private static final int MILLISECONDS = 20;
    private static final int FIRST_DYNAMIC = 96;

    /**
     * What we describe.
     *
     * @param version one more whenever something changes (RFC 3264, 8)
     */
    public String text(int version, Direction direction) {
        StringBuilder sdp = start(version).append("m=audio %d RTP/AVP".formatted(port));
        formats.forEach(format -> sdp.append(' ').append(format.payloadType()));
        sdp.append(' ').append(KEYS).append("\r\n");
        formats.forEach(format -> sdp.append("a=rtpmap:%d %s/8000\r\n".formatted(format.payloadType(), format.name())));
        return sdp.append("a=rtpmap:%d %s\r\na=fmtp:%d 0-15\r\n".formatted(KEYS, KEYS_ENCODING, KEYS))
                .append("a=ptime:%d\r\na=%s\r\n".formatted(MILLISECONDS, direction.text()))
                .toString();
    }

    /**
     * What we answer to an offer of the far end: the one stream and format that was agreed on, and all others refused
     * (RFC 3264, 6).
     *
     * @param version as above
     * @param agreed what {@link #agree} has made of the offer
     */
    public String answer(int version, SessionDescription offered, AgreedAudio agreed) {
        int chosen = offered.media().indexOf(audioOf(offered));
        StringBuilder sdp = start(version);
        for (int i = 0; i < offered.media().size(); i++) {
            SessionDescription.Media media = offered.media().get(i);
            if (i == chosen) {
                appendAnswer(sdp, agreed, media.direction().answered());
            } else {
                int format = media.formats().isEmpty() ? 0 : media.formats().getFirst();
                sdp.append("m=%s 0 %s %d\r\n".formatted(media.kind(), media.protocol(), format));
            }
        }
        return sdp.toString();
    }

    private void appendAnswer(StringBuilder sdp, AgreedAudio agreed, Direction direction) {
        int type = agreed.format().payloadType();
        boolean hasKeys = agreed.keys() >= 0;
        sdp.append("m=audio %d RTP/AVP %d%s\r\n".formatted(port, type, hasKeys ? " " + agreed.keys() : ""))
                .append("a=rtpmap:%d %s/8000\r\n"
                        .formatted(type, agreed.format().name()));
        if (hasKeys) {
            sdp.append("a=rtpmap:%d %s\r\na=fmtp:%d 0-15\r\n".formatted(agreed.keys(), KEYS_ENCODING, agreed.keys()));
        }
        sdp.append("a=ptime:%d\r\na=%s\r\n".formatted(agreed.milliseconds(), direction.text()));
    }

    private StringBuilder start(int version) {
        String family = address.indexOf(':') < 0 ? "IP4" : "IP6";
        return new StringBuilder(256)
                .append("v=0\r\no=- %d %d IN %s %s\r\ns=-\r\n".formatted(session, version, family, address))
                .append("c=IN %s %s\r\nt=0 0\r\n".formatted(family, address));
    }

    /**
     * What both sides want, by the far end's word (RFC 3264, 6 and 7).
     *
     * @throws NoCommonAudio if there is nothing
     */
    public AgreedAudio agree(SessionDescription answer) {
        SessionDescription.Media media = audioOf(answer);
        AudioFormat format = media.formats().stream()
                .flatMap(type -> formats.stream().filter(ours -> isThat(media.encodings(), type, ours)))
                .findFirst()
                .orElseThrow(() -> new NoCommonAudio("The far end takes none of " + formats));
        if (media.address().isEmpty()) {
            throw new NoCommonAudio("The far end does not say where it is");
        }
        int milliseconds = media.ptime() == null ? MILLISECONDS : media.ptime();
        return new AgreedAudio(media.address(), media.port(), format, keysOf(media), milliseconds, media.isHeld());
    }

    private static SessionDescription.Media audioOf(SessionDescription description) {
        return description.media().stream()
                .filter(stream ->
                        stream.kind().equals("audio") && stream.protocol().equals("RTP/AVP"))
                .filter(stream -> stream.port() != 0)
                .findFirst()
                .orElseThrow(() -> new NoCommonAudio("The far end takes no audio over RTP/AVP"));
    }

    /** A static type means what RFC 3551 says unless something else is said; a dynamic one what is said. */
    private static boolean isThat(Map<Integer, String> encodings, int type, AudioFormat format) {
        String encoding = encodings.get(type);
        String wanted = format.name().toLowerCase(java.util.Locale.ROOT) + "/8000";
        return encoding == null
                ? type == format.payloadType()
                : type == format.payloadType() && (encoding.equals(wanted) || encoding.equals(wanted + "/1"));
    }

    /** The type by which the far end wants keys, which may be another than ours; -1 if it wants none. */
    private static int keysOf(SessionDescription.Media media) {
        return media.formats().stream()
                .filter(type -> type >= FIRST_DYNAMIC
                        && KEYS_ENCODING.equals(media.encodings().get(type)))
                .findFirst()
                .orElse(-1);
    }
}
