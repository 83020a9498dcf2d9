package io.trunkline.dialer.sip;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A request of a far end that has its final answer, which is kept for its repeats (RFC 3261, 17.2). */
final class ServerTransaction {

    private final UserAgent agent;
    private final Key key;
    private final DialogUser user;
    private final InetSocketAddress from;
    private final byte[] answer;
    private final boolean isAccepted;
    private @Nullable Repetition repetition;
    private boolean isAcknowledged;

    ServerTransaction(UserAgent agent, Key key, DialogUser user, InetSocketAddress from, SipResponse answer) {
        this.agent = agent;
        this.key = key;
        this.user = user;
        this.from = from;
        this.answer = answer.bytes();
        this.isAccepted = answer.isSuccess();
    }

    /**
     * What its repeats are known by. The ACK of a 2xx has a branch of its own, so that INVITE is known by what both have
     * in common.
     */
    record Key(String callId, @Nullable String tag, long number, String method, String branch) {

        static Key of(SipRequest request) {
            boolean isOfInvite = request.is(Method.INVITE) || request.is(Method.ACK) || request.is(Method.CANCEL);
            return new Key(
                    request.callId(),
                    request.from().tag(),
                    request.cseq().number(),
                    isOfInvite ? Method.INVITE : request.method(),
                    isOfInvite ? "" : request.branch());
        }

        boolean isOfInvite() {
            return method.equals(Method.INVITE);
        }
    }

    Key key() {
        return key;
    }

    void start() {
        agent.transmit(answer, from);
        // A proxy on the way may change from a reliable transport to another: a 2xx is repeated in any case (13.3.1.4).
        if (key.isOfInvite() && (isAccepted || !agent.isReliable())) {
            repetition = new Repetition(agent, answer, from, agent.times().t2()).start();
        }
        agent.after(agent.times().life(), this::end);
    }

    void repeated() {
        agent.transmit(answer, from);
    }

    void acknowledged(SipRequest ack) {
        if (repetition == null || isAcknowledged) {
            return;
        }
        repetition.stop();
        isAcknowledged = true;
        if (isAccepted) {
            user.acknowledged(ack);
        }
    }

    private void end() {
        agent.forget(this);
        if (repetition != null && !isAcknowledged) {
            repetition.stop();
            if (isAccepted) {
                user.unacknowledged();
            }
        }
    }
}
