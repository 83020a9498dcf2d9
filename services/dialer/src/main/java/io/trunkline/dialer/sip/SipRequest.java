package io.trunkline.dialer.sip;

/**
 * A request.
 *
 * @param method such as {@link Method#INVITE}; letters count as they are (RFC 3261, 7.1)
 * @param uri whom it is for, as it stands in the first line
 */
public record SipRequest(String method, String uri, Headers headers, String body) implements SipMessage {

    public SipRequest(String method, String uri, Headers headers) {
        this(method, uri, headers, "");
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    public SipRequest with(Headers others) {
        return new SipRequest(method, uri, others, body);
    }

    public boolean is(String name) {
        return method.equals(name);
    }

    /** With the usual words for that status. */
    public SipResponse answer(int status, String tag) {
        return answer(status, SipResponse.phrase(status), tag);
    }

    /**
     * An answer with what every answer takes over from its request (8.2.6.2).
     *
     * @param tag ours, which a To without one gets; never for 100
     */
    public SipResponse answer(int status, String reason, String tag) {
        Headers.Builder answer = Headers.builder();
        headers.all(Header.VIA).forEach(via -> answer.add(Header.VIA, via));
        String to = headers.required(Header.TO);
        boolean isTagged = !tag.isEmpty() && NameAddress.of(to).tag() == null;
        answer.add(Header.FROM, headers.required(Header.FROM));
        answer.add(Header.TO, isTagged ? to + ";tag=" + tag : to);
        answer.add(Header.CALL_ID, headers.required(Header.CALL_ID));
        answer.add(Header.CSEQ, headers.required(Header.CSEQ));
        return new SipResponse(status, reason, answer.build(), "");
    }
}
