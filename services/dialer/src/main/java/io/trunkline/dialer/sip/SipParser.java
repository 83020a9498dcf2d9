package io.trunkline.dialer.sip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads messages that came as datagrams (RFC 3261, 7 and 18.3). Takes nothing on trust, and no longer than its input is. */
public final class SipParser {

    private static final int MOST_HEADERS = 128;
    private static final String VERSION = "SIP/2.0";
    /** RFC 3261, 25.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");

    private static final Pattern STATUS = Pattern.compile("[1-6][0-9]{2}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    private final String text;
    private int position;

    private SipParser(String head) {
        this.text = head;
    }

    /**
     * Reads a message, and checks what every message must have (8.1.1).
     *
     * @throws MalformedRequest if it is a request to which 400 can be answered
     * @throws SipSyntaxException if it is nothing that could be answered
     */
    public static SipMessage parse(byte[] datagram) {
        if (datagram.length > SipMessage.LARGEST) {
            throw new SipSyntaxException("Too large");
        }
        int start = 0;
        while (start + 1 < datagram.length && datagram[start] == '\r' && datagram[start + 1] == '\n') {
            start += 2;
        }
        int end = endOfHead(datagram, start);
        String head = new String(datagram, start, end - start, StandardCharsets.UTF_8);
        byte[] rest = new byte[datagram.length - end];
        ByteBuffer.wrap(datagram, end, rest.length).get(rest);
        return new SipParser(head).message(rest);
    }

    /** Behind the empty line. */
    private static int endOfHead(byte[] datagram, int start) {
        for (int i = start; i < datagram.length; i++) {
            if (datagram[i] == '\n') {
                if (i + 1 < datagram.length && datagram[i + 1] == '\n') {
                    return i + 2;
                }
                if (i + 2 < datagram.length && datagram[i + 1] == '\r' && datagram[i + 2] == '\n') {
                    return i + 3;
                }
            }
        }
        return datagram.length;
    }

    private SipMessage message(byte[] rest) {
        String first = line();
        Headers headers = headers();
        if (first.startsWith(VERSION + " ")) {
            SipResponse response = response(first, headers);
            return response.with(headers, checkedBody(response, rest));
        }
        SipRequest request = request(first, headers);
        try {
            return new SipRequest(request.method(), request.uri(), headers, checkedBody(request, rest));
        } catch (SipSyntaxException fault) {
            throw new MalformedRequest(request, fault);
        }
    }

    private static SipResponse response(String line, Headers headers) {
        String rest = line.substring(VERSION.length() + 1);
        int space = rest.indexOf(' ');
        String status = space < 0 ? rest : rest.substring(0, space);
        if (!STATUS.matcher(status).matches()) {
            throw new SipSyntaxException("Not a status");
        }
        return new SipResponse(Integer.parseInt(status), space < 0 ? "" : rest.substring(space + 1), headers, "");
    }

    private static SipRequest request(String line, Headers headers) {
        String[] parts = line.split(" ", -1);
        if (parts.length < 3 || !TOKEN.matcher(parts[0]).matches() || !parts[parts.length - 1].startsWith("SIP/")) {
            throw new SipSyntaxException("Not a request line");
        }
        String uri = line.substring(parts[0].length() + 1, line.lastIndexOf(' '));
        SipRequest request = new SipRequest(parts[0], uri, headers);
        if (!parts[parts.length - 1].equals(VERSION)) {
            throw new MalformedRequest(request, new SipSyntaxException("Not SIP/2.0"));
        }
        if (uri.isEmpty() || uri.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"')) {
            throw new MalformedRequest(request, new SipSyntaxException("Request URI is not acceptable"));
        }
        return request;
    }

    private static String checkedBody(SipMessage message, byte[] rest) {
        check(message);
        String announced = message.headers().first(Header.CONTENT_LENGTH);
        if (announced == null) {
            return new String(rest, StandardCharsets.UTF_8);
        }
        if (!LENGTH.matcher(announced).matches() || Integer.parseInt(announced) > rest.length) {
            throw new SipSyntaxException("Content-Length is not acceptable");
        }
        return new String(rest, 0, Integer.parseInt(announced), StandardCharsets.UTF_8);
    }

    /** Reads all that a transaction is known by, so that nothing of it can fail later. */
    private static void check(SipMessage message) {
        Headers headers = message.headers();
        headers.all(Header.VIA).forEach(Via::of);
        Via first = Via.of(headers.required(Header.VIA));
        first.rport();
        NameAddress.of(once(headers, Header.FROM));
        NameAddress.of(once(headers, Header.TO));
        once(headers, Header.CALL_ID);
        CSeq cseq = CSeq.of(once(headers, Header.CSEQ));
        headers.all(Header.RECORD_ROUTE)
                .forEach(route -> SipUri.of(NameAddress.of(route).uri()));
        headers.all(Header.ROUTE).forEach(NameAddress::of);
        if (message instanceof SipRequest request && !request.is(cseq.method())) {
            throw new SipSyntaxException("CSeq is of another method");
        }
    }

    private static String once(Headers headers, String name) {
        String value = headers.required(name);
        if (value.isEmpty() || headers.all(name).size() > 1) {
            throw new SipSyntaxException(name + " is not there once");
        }
        return value;
    }

    private Headers headers() {
        Headers.Builder headers = Headers.builder();
        while (position < text.length()) {
            String line = unfolded();
            if (line.isEmpty()) {
                break;
            }
            addTo(headers, line);
        }
        return headers.build();
    }

    private static void addTo(Headers.Builder headers, String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
        if (!TOKEN.matcher(name).matches()) {
            throw new SipSyntaxException("Not a header field");
        }
        String known = Header.named(name);
        String value = line.substring(colon + 1).strip();
        if (Header.isList(known)) {
            for (String part : Text.split(value, ',')) {
                headers.add(known, part.strip());
            }
        } else {
            headers.add(known, value);
        }
        if (headers.size() > MOST_HEADERS) {
            throw new SipSyntaxException("Too many header fields");
        }
    }

    /** A line that begins with white space goes on with the one before (7.3.1). */
    private String unfolded() {
        String line = line();
        if (line.isEmpty() || !isContinued()) {
            return line;
        }
        StringBuilder all = new StringBuilder(line);
        while (isContinued()) {
            all.append(' ').append(line().strip());
        }
        return all.toString();
    }

    private boolean isContinued() {
        return position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t');
    }

    /** Up to a line feed, with or without a carriage return before it. */
    private String line() {
        int end = text.indexOf('\n', position);
        String line = end < 0 ? text.substring(position) : text.substring(position, end);
        position = end < 0 ? text.length() : end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** A request that can be answered with 400, if it says where to. */
    public static final class MalformedRequest extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient SipRequest request;

        MalformedRequest(SipRequest request, SipSyntaxException fault) {
            super(fault.getMessage(), null, false, false);
            this.request = request;
        }

        /** As far as it could be read: its header fields may be missing or wrong. */
        public SipRequest request() {
            return request;
        }
    }
}
