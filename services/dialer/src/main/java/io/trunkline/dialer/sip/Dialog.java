package io.trunkline.dialer.sip;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What two ends know of each other since an INVITE of ours was answered (RFC 3261, 12). */
public final class Dialog {

    private static final Logger LOG = Logger.getLogger(Dialog.class);

    private final UserAgent agent;
    private final InetSocketAddress gateway;
    private final String callId;
    private final String local;
    private final String remote;
    private List<String> routes = List.of();
    private String target;
    private long number;
    private long highestSeen = -1;

    /**
     * Begins with a provisional answer or a 2xx.
     *
     * @param gateway where messages go if the far end names no address that we may send to
     */
    public Dialog(UserAgent agent, InetSocketAddress gateway, SipRequest invite, SipResponse answer) {
        this.agent = agent;
        this.gateway = gateway;
        this.callId = invite.callId();
        this.local = invite.headers().required(Header.FROM);
        this.remote = answer.headers().required(Header.TO);
        this.target = invite.uri();
        this.number = invite.cseq().number();
        confirm(answer);
    }

    /** A 2xx says anew how the far end is reached (13.2.2.4). */
    public void confirm(SipResponse answer) {
        routes = answer.headers().all(Header.RECORD_ROUTE).reversed();
        retarget(answer.headers());
    }

    /** INVITE and UPDATE may say that the far end has moved (12.2.1.2). One that has no usable URI stays where it is. */
    public void retarget(Headers headers) {
        String contact = headers.first(Header.CONTACT);
        try {
            String uri = contact == null ? target : NameAddress.of(contact).uri();
            SipUri.of(uri);
            target = uri;
        } catch (SipSyntaxException unusable) {
            LOG.debugf("A Contact cannot be used: %s", unusable.getMessage());
        }
    }

    /** Whether a request of the far end is older than another one that was seen (12.2.2). */
    public boolean isOutOfOrder(SipRequest request) {
        long told = request.cseq().number();
        if (told < highestSeen) {
            return true;
        }
        highestSeen = told;
        return false;
    }

    /** The next request of ours, without Via. */
    public SipRequest request(String method, Headers more, String body) {
        number++;
        return request(method, number, more, body);
    }

    /**
     * Acknowledges a 2xx, with the proofs of its INVITE (22.1).
     *
     * @return sends the very same again
     */
    public Runnable acknowledge(SipRequest invite) {
        Headers.Builder proofs = Headers.builder();
        for (String name : List.of(Header.AUTHORIZATION, Header.PROXY_AUTHORIZATION)) {
            invite.headers().all(name).forEach(proof -> proofs.add(name, proof));
        }
        SipRequest ack = request(Method.ACK, invite.cseq().number(), proofs.build(), "");
        return agent.acknowledge(ack, nextHop());
    }

    private SipRequest request(String method, long cseq, Headers more, String body) {
        Headers.Builder headers = Headers.builder()
                .add(Header.FROM, local)
                .add(Header.TO, remote)
                .add(Header.CALL_ID, callId)
                .add(Header.CSEQ, new CSeq(cseq, method).toString());
        String strict = strictRouter();
        path(strict).forEach(route -> headers.add(Header.ROUTE, route));
        return new SipRequest(
                method, strict == null ? target : strict, headers.addAll(more).build(), body);
    }

    /** A router of the old sort stands in the first line, and the far end behind all routers (12.2.1.1). */
    private List<String> path(@Nullable String strict) {
        if (strict == null) {
            return routes;
        }
        List<String> path = new ArrayList<>(routes.subList(1, routes.size()));
        path.add("<" + target + ">");
        return path;
    }

    private @Nullable String strictRouter() {
        if (routes.isEmpty()) {
            return null;
        }
        String first = NameAddress.of(routes.getFirst()).uri();
        return SipUri.of(first).isLooseRouter() ? null : first;
    }

    /** To the first router, or else to the far end itself. */
    public InetSocketAddress nextHop() {
        return agent.nextHop(
                routes.isEmpty() ? target : NameAddress.of(routes.getFirst()).uri(), gateway);
    }
}
