package io.trunkline.dialer.sip;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request with as many tries as its challenges need (RFC 3261, 22). Whoever sent it hears nothing of challenges that could
 * be answered; a 401 or 407 that he does hear of is final.
 */
public final class Exchange implements ResponseListener {

    /** Two proxies that challenge and have an old nonce each need five. */
    private static final int MOST_TRIES = 6;

    private final UserAgent agent;
    private final Supplier<SipRequest> requests;
    private final InetSocketAddress to;
    private final Authentication authentication;
    private final ResponseListener listener;
    private final Map<Place, String> proofs = new HashMap<>();
    private ClientTransaction transaction;
    private int tries;
    private boolean isCancelled;

    /**
     * Sends the first try.
     *
     * @param requests the request with the next CSeq, for each try (22.2); without Via
     */
    public Exchange(
            UserAgent agent,
            Supplier<SipRequest> requests,
            InetSocketAddress to,
            Authentication authentication,
            ResponseListener listener) {
        this.agent = agent;
        this.requests = requests;
        this.to = to;
        this.authentication = authentication;
        this.listener = listener;
        this.transaction = send(requests.get());
    }

    /** Where a proof stands, and for whom it is. */
    private record Place(String header, String realm) {}

    private ClientTransaction send(SipRequest request) {
        tries++;
        return agent.send(request, to, this);
    }

    /** The last try as it was sent, with its proofs. */
    public SipRequest request() {
        return transaction.request;
    }

    /** Of INVITE only: the far end is to stop, as soon as it may be told. Its final answer is heard all the same. */
    public void cancel() {
        isCancelled = true;
        if (transaction instanceof InviteTransaction invite) {
            invite.cancel();
        }
    }

    @Override
    public void answered(SipResponse response) {
        Optional<SipRequest> proven = isCancelled ? Optional.empty() : proven(response);
        if (proven.isPresent()) {
            transaction = send(proven.get());
        } else {
            listener.answered(response);
        }
    }

    @Override
    public void unanswered() {
        listener.unanswered();
    }

    private Optional<SipRequest> proven(SipResponse response) {
        return switch (response.status()) {
            case 401 -> proven(response, Header.WWW_AUTHENTICATE, Header.AUTHORIZATION);
            case 407 -> proven(response, Header.PROXY_AUTHENTICATE, Header.PROXY_AUTHORIZATION);
            default -> Optional.empty();
        };
    }

    private Optional<SipRequest> proven(SipResponse response, String challenging, String proving) {
        Optional<Challenge> best = Challenge.best(response.headers().all(challenging));
        if (best.isEmpty() || tries == MOST_TRIES) {
            return Optional.empty();
        }
        Challenge challenge = best.get();
        Place place = new Place(proving, challenge.realm());
        if (proofs.containsKey(place) && !challenge.isStale()) {
            return Optional.empty();
        }
        SipRequest next = requests.get();
        String proof = authentication.answer(challenge, next);
        if (proof == null) {
            return Optional.empty();
        }
        proofs.put(place, proof);
        Headers.Builder headers = next.headers().toBuilder();
        proofs.forEach((where, value) -> headers.add(where.header(), value));
        return Optional.of(next.with(headers.build()));
    }
}
