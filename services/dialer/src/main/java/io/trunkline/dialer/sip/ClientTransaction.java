package io.trunkline.dialer.sip;

import io.trunkline.dialer.sip.Timers.Timer;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request of ours and its answers (RFC 3261, 17.1). */
abstract sealed class ClientTransaction permits InviteTransaction, PlainTransaction {

    final UserAgent agent;
    final SipRequest request;
    final InetSocketAddress to;
    final ResponseListener listener;
    private final Key key;
    private @Nullable Repetition repetition;
    private @Nullable Timer timeout;

    ClientTransaction(UserAgent agent, SipRequest request, InetSocketAddress to, ResponseListener listener) {
        this.agent = agent;
        this.request = request;
        this.to = to;
        this.listener = listener;
        this.key = new Key(request.branch(), request.method());
    }

    /** What an answer is known by: it repeats the branch, and names the method in its CSeq (17.1.3). */
    record Key(String branch, String method) {}

    abstract void take(SipResponse response);

    final Key key() {
        return key;
    }

    /** Sends the request, over and over where it can be lost, and gives up when it is time. */
    final void start(Duration longestInterval, Duration patience) {
        byte[] message = request.bytes();
        agent.transmit(message, to);
        if (!agent.isReliable()) {
            repetition = new Repetition(agent, message, to, longestInterval).start();
        }
        giveUpAfter(patience);
    }

    final void repeatSlowly() {
        if (repetition != null) {
            repetition.slowDown();
        }
    }

    final void stopRepeating() {
        if (repetition != null) {
            repetition.stop();
            repetition = null;
        }
    }

    /** Instead of the time before. */
    final void giveUpAfter(Duration patience) {
        waitNoLonger();
        timeout = agent.after(patience, () -> {
            end();
            listener.unanswered();
        });
    }

    final void waitNoLonger() {
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
    }

    /** There is a final answer; for so long its repeats are still taken. */
    final void lingerFor(Duration time) {
        stopRepeating();
        waitNoLonger();
        if (time.isZero()) {
            end();
        } else {
            timeout = agent.after(time, this::end);
        }
    }

    private void end() {
        stopRepeating();
        agent.forget(this);
    }
}
