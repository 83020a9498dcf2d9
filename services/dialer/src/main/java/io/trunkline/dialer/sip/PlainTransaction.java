package io.trunkline.dialer.sip;

import java.net.InetSocketAddress;
import java.time.Duration;

/** Of any method but INVITE (RFC 3261, 17.1.2). */
final class PlainTransaction extends ClientTransaction {

    private boolean isAnswered;

    PlainTransaction(UserAgent agent, SipRequest request, InetSocketAddress to, ResponseListener listener) {
        super(agent, request, to, listener);
    }

    void start() {
        start(agent.times().t2(), agent.times().life());
    }

    @Override
    void take(SipResponse response) {
        if (isAnswered) {
            return;
        }
        if (response.isProvisional()) {
            repeatSlowly();
        } else {
            isAnswered = true;
            lingerFor(agent.isReliable() ? Duration.ZERO : agent.times().t4());
        }
        listener.answered(response);
    }
}
