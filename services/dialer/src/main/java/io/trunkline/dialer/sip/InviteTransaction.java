package io.trunkline.dialer.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Of an INVITE (RFC 3261, 17.1.1). After its first 2xx it lives on, since the 200s of forks and repeated ones belong to it,
 * too (RFC 6026, 7.2).
 */
final class InviteTransaction extends ClientTransaction {

    private static final ResponseListener NOBODY = new ResponseListener() {
        @Override
        public void answered(SipResponse response) {}

        @Override
        public void unanswered() {}
    };

    private State state = State.CALLING;
    private boolean isCancelWanted;
    private byte @Nullable [] refusalAck;

    InviteTransaction(UserAgent agent, SipRequest request, InetSocketAddress to, ResponseListener listener) {
        super(agent, request, to, listener);
    }

    private enum State {
        CALLING,
        PROCEEDING,
        CANCELLING,
        ACCEPTED,
        REFUSED
    }

    void start() {
        start(agent.times().life(), agent.times().timerB());
    }

    @Override
    void take(SipResponse response) {
        if (response.isProvisional()) {
            proceed(response);
        } else if (response.isSuccess()) {
            accept(response);
        } else {
            refuse(response);
        }
    }

    private void proceed(SipResponse response) {
        if (state == State.CALLING) {
            state = State.PROCEEDING;
            stopRepeating();
            waitNoLonger();
            if (isCancelWanted) {
                cancel();
            }
        }
        if (state == State.PROCEEDING || state == State.CANCELLING) {
            listener.answered(response);
        }
    }

    private void accept(SipResponse response) {
        if (state == State.REFUSED) {
            return;
        }
        if (state != State.ACCEPTED) {
            state = State.ACCEPTED;
            lingerFor(agent.times().life());
        }
        listener.answered(response);
    }

    private void refuse(SipResponse response) {
        if (state == State.ACCEPTED) {
            return;
        }
        if (refusalAck != null) {
            agent.transmit(refusalAck, to);
            return;
        }
        refusalAck = ackOf(response).bytes();
        agent.transmit(refusalAck, to);
        state = State.REFUSED;
        lingerFor(agent.isReliable() ? Duration.ZERO : agent.times().life());
        listener.answered(response);
    }

    /** From hop to hop, with the branch of the INVITE (17.1.1.3). */
    private SipRequest ackOf(SipResponse refusal) {
        return follower(Method.ACK, refusal.headers().required(Header.TO));
    }

    /** Now, or as soon as anything has been heard: before that the far end may not know of the INVITE (9.1). */
    void cancel() {
        isCancelWanted = true;
        if (state == State.PROCEEDING) {
            state = State.CANCELLING;
            SipRequest cancel = follower(Method.CANCEL, request.headers().required(Header.TO));
            agent.begin(new PlainTransaction(agent, cancel, to, NOBODY));
            giveUpAfter(agent.times().life());
        }
    }

    private SipRequest follower(String method, String recipient) {
        Headers invite = request.headers();
        Headers.Builder headers = Headers.builder()
                .add(Header.VIA, invite.required(Header.VIA))
                .add(Header.MAX_FORWARDS, UserAgent.MAX_FORWARDS)
                .add(Header.FROM, invite.required(Header.FROM))
                .add(Header.TO, recipient)
                .add(Header.CALL_ID, request.callId())
                .add(Header.CSEQ, new CSeq(request.cseq().number(), method).toString());
        invite.all(Header.ROUTE).forEach(route -> headers.add(Header.ROUTE, route));
        return new SipRequest(method, request.uri(), headers.build());
    }
}
