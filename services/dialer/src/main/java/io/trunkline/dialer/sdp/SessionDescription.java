package io.trunkline.dialer.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about the media of a session (RFC 8866).
 *
 * @param media in their order, refused ones too
 */
public record SessionDescription(List<Media> media) {

    private static final int MOST_MEDIA = 16;
    private static final int MOST_FORMATS = 64;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_TYPE = 127;

    /**
     * A stream.
     *
     * @param kind such as {@code audio}
     * @param port 0 if it is refused
     * @param protocol such as {@code RTP/AVP}
     * @param address where it is to be sent: of the stream, or else of the session; empty if neither says
     * @param formats payload types, in the order in which they are wanted; none for what is not RTP
     * @param encodings by payload type, in small letters, such as {@code telephone-event/8000}
     * @param ptime milliseconds of a packet that are wanted; null if nothing is said
     */
    public record Media(
            String kind,
            int port,
            String protocol,
            String address,
            List<Integer> formats,
            Map<Integer, String> encodings,
            @Nullable Integer ptime,
            Direction direction) {

        /** A nil address was how a call was held (RFC 3264, 8.4). */
        public boolean isHeld() {
            return address.equals("0.0.0.0") || !direction.receives();
        }
    }

    /** @throws SdpSyntaxException if it cannot be read */
    public static SessionDescription parse(String text) {
        Reader reader = new Reader();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("v=0")) {
            throw new SdpSyntaxException("Not a session description");
        }
        lines.forEach(reader::take);
        return new SessionDescription(List.copyOf(reader.finished()));
    }

    private static final class Reader {

        private final List<Media> media = new ArrayList<>();
        private String address = "";
        private Direction direction = Direction.SENDRECV;
        private @Nullable Stream stream;

        void take(String line) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                return;
            }
            String value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 'm' -> begin(value);
                case 'c' -> connection(value);
                case 'a' -> attribute(value);
                default -> {}
            }
        }

        private void begin(String value) {
            end();
            if (media.size() == MOST_MEDIA) {
                throw new SdpSyntaxException("Too many streams");
            }
            stream = Stream.of(value, address, direction);
        }

        private void connection(String value) {
            String[] parts = value.split("[ \t]+");
            if (parts.length != 3 || !parts[0].equals("IN")) {
                throw new SdpSyntaxException("Not an address of the Internet");
            }
            // An address of multicast has a TTL behind it.
            String told = parts[2].split("/", -1)[0];
            if (stream == null) {
                address = told;
            } else {
                stream.address = told;
            }
        }

        private void attribute(String value) {
            Direction told = Direction.named(value);
            Stream current = stream;
            if (current != null) {
                current.attribute(value, told);
            } else if (told != null) {
                direction = told;
            }
        }

        private void end() {
            if (stream != null) {
                media.add(stream.finished());
            }
        }

        List<Media> finished() {
            end();
            return media;
        }
    }

    private static final class Stream {

        private final String kind;
        private final int port;
        private final String protocol;
        private final List<Integer> formats = new ArrayList<>();
        private final Map<Integer, String> encodings = new HashMap<>();
        private String address;
        private Direction direction;
        private @Nullable Integer ptime;

        private Stream(String kind, int port, String protocol, String address, Direction direction) {
            this.kind = kind;
            this.port = port;
            this.protocol = protocol;
            this.address = address;
            this.direction = direction;
        }

        static Stream of(String value, String address, Direction direction) {
            String[] parts = value.split("[ \t]+");
            if (parts.length < 3 || parts.length > 3 + MOST_FORMATS) {
                throw new SdpSyntaxException("Not a stream");
            }
            String port = parts[1].split("/", -1)[0];
            Stream stream =
                    new Stream(parts[0], number(port, HIGHEST_PORT, "Not a port"), parts[2], address, direction);
            if (parts[2].startsWith("RTP/")) {
                for (int i = 3; i < parts.length; i++) {
                    stream.formats.add(number(parts[i], HIGHEST_TYPE, "Not a payload type"));
                }
            }
            return stream;
        }

        void attribute(String value, @Nullable Direction told) {
            if (told != null) {
                direction = told;
            } else if (value.startsWith("rtpmap:")) {
                String[] parts = value.substring("rtpmap:".length()).strip().split("[ \t]+", 2);
                if (parts.length == 2) {
                    encodings.put(
                            number(parts[0], HIGHEST_TYPE, "Not a payload type"),
                            parts[1].strip().toLowerCase(java.util.Locale.ROOT));
                }
            } else if (value.startsWith("ptime:")) {
                ptime = packetTime(value.substring("ptime:".length()).strip());
            }
        }

        /** What nobody would send counts as if nothing was said. */
        private static @Nullable Integer packetTime(String text) {
            boolean isPlausible =
                    text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 10 && Integer.parseInt(text) <= 200;
            return isPlausible ? Integer.valueOf(text) : null;
        }

        Media finished() {
            return new Media(
                    kind, port, protocol, address, List.copyOf(formats), Map.copyOf(encodings), ptime, direction);
        }

        private static int number(String text, int highest, String otherwise) {
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > highest) {
                throw new SdpSyntaxException(otherwise);
            }
            return Integer.parseInt(text);
        }
    }
}
