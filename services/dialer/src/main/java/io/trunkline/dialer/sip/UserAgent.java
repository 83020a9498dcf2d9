package io.trunkline.dialer.sip;

import io.trunkline.dialer.sip.SipParser.MalformedRequest;
import io.trunkline.dialer.sip.SipUri.HostAndPort;
import io.trunkline.dialer.sip.Timers.Timer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * One end of SIP (RFC 3261): sends requests until they are answered, hands answers and requests to whom they belong, and
 * refuses what belongs to nobody.
 *
 * <p>All of it lives on one event loop: nothing here is locked, and nothing waits. Whoever is called from here must not
 * wait either. Of strangers nothing is kept, so that they cannot fill the memory.
 */
public final class UserAgent {

    /** What we answer in a dialog; PRACK is missing since we never answer INVITE provisionally (RFC 3262, 3). */
    public static final String ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";

    static final String MAX_FORWARDS = "70";

    private static final Logger LOG = Logger.getLogger(UserAgent.class);
    private static final String BRANCH = "z9hG4bK";
    private static final String PRODUCT = "Trunkline";
    private static final List<String> EXTENSIONS = List.of("timer", "100rel");
    /** Each lives for half a minute: far more than all far ends together ask in good faith. */
    private static final int MOST_KEPT_ANSWERS = 50_000;

    private static final int MOST_PLACES = 1_000;

    private final SipTransport transport;
    private final Timers timers;
    private final Tokens tokens;
    private final SipTimes times;
    private final Predicate<InetAddress> mayBeReached;
    private final String secret;
    private final Map<ClientTransaction.Key, ClientTransaction> clients = new HashMap<>();
    private final Map<ServerTransaction.Key, ServerTransaction> servers = new HashMap<>();
    private final Map<DialogKey, DialogUser> dialogs = new HashMap<>();
    private final Map<InetSocketAddress, InetSocketAddress> seenBy = new HashMap<>();

    /**
     * Sends and receives nothing by itself.
     *
     * @param mayBeReached whether we may send to an address that a far end names; if not, its gateway gets the message
     */
    public UserAgent(
            SipTransport transport, Timers timers, Tokens tokens, SipTimes times, Predicate<InetAddress> mayBeReached) {
        this.transport = transport;
        this.timers = timers;
        this.tokens = tokens;
        this.times = times;
        this.mayBeReached = mayBeReached;
        this.secret = tokens.next();
    }

    /** Our side of a dialog, whoever the far side is: a call that forks has many (12). */
    private record DialogKey(String callId, String ourTag) {}

    /** A datagram came in. Whatever is in it, this does not throw. */
    public void received(byte[] datagram, InetSocketAddress from) {
        guarded(() -> {
            try {
                SipMessage message = SipParser.parse(datagram);
                switch (message) {
                    case SipResponse response -> take(response);
                    case SipRequest request -> take(marked(request, from), from);
                }
            } catch (MalformedRequest malformed) {
                refuse(malformed, from);
            } catch (SipSyntaxException noMessage) {
                LOG.debugf("Dropped a datagram of %d bytes: %s", datagram.length, noMessage.getMessage());
            }
        });
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("A step of SIP failed", bug);
        }
    }

    private void take(SipResponse response) {
        Headers headers = response.headers();
        ClientTransaction client = clients.get(
                new ClientTransaction.Key(response.branch(), response.cseq().method()));
        // With a second Via it is on its way to somebody else (8.1.3.3).
        if (client != null && headers.all(Header.VIA).size() == 1) {
            learnPlace(client.to, Via.of(headers.required(Header.VIA)));
            client.take(response);
        }
    }

    /** How the far end sees us, which behind NAT we can learn in no other way. */
    private void learnPlace(InetSocketAddress farEnd, Via via) {
        String received = via.received();
        Integer port = via.rport();
        if (received == null && port == null) {
            return;
        }
        try {
            InetAddress host = received == null ? transport.local().getAddress() : InetAddress.ofLiteral(received);
            if (seenBy.size() == MOST_PLACES) {
                seenBy.clear();
            }
            seenBy.put(
                    farEnd,
                    new InetSocketAddress(host, port == null ? transport.local().getPort() : port));
        } catch (IllegalArgumentException noAddress) {
            LOG.debugf("%s says that it sees us at something that is no address", farEnd);
        }
    }

    /** Our address as that far end sees it, or else as we know it. */
    public InetSocketAddress placeFor(InetSocketAddress farEnd) {
        return seenBy.getOrDefault(farEnd, transport.local());
    }

    /** The value of Contact in messages to that far end. */
    public String contact(String user, InetSocketAddress farEnd) {
        String name = user.isEmpty() ? "" : user + "@";
        return "<sip:" + name + text(placeFor(farEnd)) + ">";
    }

    private static String text(InetSocketAddress place) {
        return HostAndPort.text(place.getAddress().getHostAddress(), place.getPort());
    }

    private static SipRequest marked(SipRequest request, InetSocketAddress from) {
        Via via = Via.of(request.headers().required(Header.VIA)).seenFrom(from);
        return request.with(request.headers().toBuilder()
                .replaceFirst(Header.VIA, via.text())
                .build());
    }

    private void take(SipRequest request, InetSocketAddress from) {
        ServerTransaction.Key key = ServerTransaction.Key.of(request);
        ServerTransaction known = servers.get(key);
        switch (request.method()) {
            case Method.ACK -> {
                if (known != null) {
                    known.acknowledged(request);
                }
            }
            // Whatever is to be cancelled has its final answer: we never let an INVITE wait (9.2).
            case Method.CANCEL -> reply(request, known == null ? 481 : 200, from);
            default -> {
                if (known == null) {
                    takeNew(request, key, from);
                } else {
                    known.repeated();
                }
            }
        }
    }

    private void takeNew(SipRequest request, ServerTransaction.Key key, InetSocketAddress from) {
        String tag = request.to().tag();
        DialogUser user = tag == null ? null : dialogs.get(new DialogKey(request.callId(), tag));
        if (user == null) {
            transmit(answerToStranger(request).bytes(), from);
        } else if (servers.size() < MOST_KEPT_ANSWERS) {
            ServerTransaction server = new ServerTransaction(this, key, user, from, answerOf(user, request));
            servers.put(key, server);
            server.start();
        }
    }

    private static SipResponse answerOf(DialogUser user, SipRequest request) {
        try {
            return lacksExtension(request) ? unsupported(request, "") : user.answer(request);
        } catch (SipSyntaxException fault) {
            return request.answer(400, Objects.requireNonNull(fault.getMessage()), "");
        } catch (RuntimeException bug) {
            LOG.error("A request of a far end could not be answered", bug);
            return request.answer(500, "");
        }
    }

    private SipResponse answerToStranger(SipRequest request) {
        String tag = tagFor(request);
        if (request.to().tag() != null) {
            return request.answer(481, tag);
        }
        if (!request.uri().regionMatches(true, 0, "sip", 0, "sip".length())) {
            return request.answer(416, tag);
        }
        if (lacksExtension(request)) {
            return unsupported(request, tag);
        }
        return switch (request.method()) {
            case Method.OPTIONS -> capabilities(request, tag);
            case Method.INVITE -> request.answer(403, tag);
            case Method.BYE, Method.INFO, Method.UPDATE, Method.PRACK -> request.answer(481, tag);
            default -> notAllowed(request, tag);
        };
    }

    /** What OPTIONS asks for (11.2). */
    public static SipResponse capabilities(SipRequest options, String tag) {
        return with(
                options.answer(200, tag),
                Headers.builder()
                        .add(Header.ALLOW, ALLOWED)
                        .add(Header.ACCEPT, "application/sdp")
                        .add(Header.SUPPORTED, String.join(", ", EXTENSIONS)));
    }

    /** We know no such method, or not there (8.2.1). */
    public static SipResponse notAllowed(SipRequest request, String tag) {
        return with(request.answer(405, tag), Headers.builder().add(Header.ALLOW, ALLOWED));
    }

    private static SipResponse unsupported(SipRequest request, String tag) {
        Headers.Builder lacking = Headers.builder();
        for (String extension : request.headers().all(Header.REQUIRE)) {
            if (!EXTENSIONS.contains(extension)) {
                lacking.add(Header.UNSUPPORTED, extension);
            }
        }
        return with(request.answer(420, tag), lacking);
    }

    private static boolean lacksExtension(SipRequest request) {
        return !EXTENSIONS.containsAll(request.headers().all(Header.REQUIRE));
    }

    private static SipResponse with(SipResponse response, Headers.Builder more) {
        Headers all = response.headers().toBuilder().addAll(more.build()).build();
        return response.with(all, response.body());
    }

    /** The same for each repeat, so that nothing has to be kept (8.2.7). */
    private String tagFor(SipRequest request) {
        return Integer.toHexString(Objects.hash(secret, request.callId(), request.branch()));
    }

    private void refuse(MalformedRequest malformed, InetSocketAddress from) {
        SipRequest request = malformed.request();
        String reason = Objects.requireNonNull(malformed.getMessage());
        try {
            if (!request.is(Method.ACK)) {
                transmit(request.answer(400, reason, tagFor(request)).bytes(), from);
            }
        } catch (SipSyntaxException unanswerable) {
            LOG.debugf("Dropped a request that does not say who wants the answer: %s", reason);
        }
    }

    private void reply(SipRequest request, int status, InetSocketAddress from) {
        transmit(request.answer(status, tagFor(request)).bytes(), from);
    }

    /**
     * Sends a request of any method but ACK and CANCEL, until it is answered.
     *
     * @param request without Via
     */
    ClientTransaction send(SipRequest request, InetSocketAddress to, ResponseListener listener) {
        SipRequest complete = complete(request);
        if (complete.is(Method.INVITE)) {
            InviteTransaction invite = new InviteTransaction(this, complete, to, listener);
            clients.put(invite.key(), invite);
            invite.start();
            return invite;
        }
        PlainTransaction plain = new PlainTransaction(this, complete, to, listener);
        begin(plain);
        return plain;
    }

    void begin(PlainTransaction plain) {
        clients.put(plain.key(), plain);
        plain.start();
    }

    /**
     * Sends the ACK of a 2xx, which has a transaction of its own and no answer (13.2.2.4).
     *
     * @param ack without Via
     * @return sends the very same again
     */
    Runnable acknowledge(SipRequest ack, InetSocketAddress to) {
        byte[] message = complete(ack).bytes();
        transmit(message, to);
        return () -> transmit(message, to);
    }

    private SipRequest complete(SipRequest request) {
        Headers headers = Headers.builder()
                .add(
                        Header.VIA,
                        "SIP/2.0/" + transport.name() + " " + text(transport.local()) + ";branch=" + BRANCH
                                + tokens.next() + ";rport")
                .add(Header.MAX_FORWARDS, MAX_FORWARDS)
                .addAll(request.headers())
                .add(Header.USER_AGENT, PRODUCT)
                .build();
        return request.with(headers);
    }

    /** From now on requests of far ends in dialogs with that tag of ours go to him. */
    public void open(String callId, String ourTag, DialogUser user) {
        dialogs.put(new DialogKey(callId, ourTag), user);
    }

    /** Requests that still come are answered with 481, but for repeats. */
    public void close(String callId, String ourTag) {
        dialogs.remove(new DialogKey(callId, ourTag));
    }

    /** Where a message for that URI goes: to the address that it names, unless that is none or one we may not send to. */
    InetSocketAddress nextHop(String uri, InetSocketAddress gateway) {
        try {
            InetSocketAddress address = SipUri.of(uri).literalAddress();
            return address == null || !mayBeReached.test(address.getAddress()) ? gateway : address;
        } catch (SipSyntaxException other) {
            return gateway;
        }
    }

    /** Later, on the event loop. A failure of the task is logged. */
    public Timer after(Duration delay, Runnable task) {
        return timers.after(delay, () -> guarded(task));
    }

    public Tokens tokens() {
        return tokens;
    }

    public SipTimes times() {
        return times;
    }

    boolean isReliable() {
        return transport.isReliable();
    }

    void transmit(byte[] message, InetSocketAddress to) {
        transport.send(message, to);
    }

    void forget(ClientTransaction client) {
        clients.remove(client.key());
    }

    void forget(ServerTransaction server) {
        servers.remove(server.key());
    }

    /** How much is kept, for measurements and tests: transactions and dialogs. */
    public int kept() {
        return clients.size() + servers.size() + dialogs.size();
    }
}
