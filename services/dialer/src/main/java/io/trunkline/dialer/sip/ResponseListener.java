package io.trunkline.dialer.sip;

/** Whoever has sent a request. Called on the event loop. */
public interface ResponseListener {

    /** Provisional answers, then one that is final; of INVITE every 2xx, repeated ones and those of forks too. */
    void answered(SipResponse response);

    /** No final answer came in time, and none will be heard any more. */
    void unanswered();
}
