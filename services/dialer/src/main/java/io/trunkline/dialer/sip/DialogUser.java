package io.trunkline.dialer.sip;

/** Whoever answers the requests of a far end in a dialog. Called on the event loop. */
public interface DialogUser {

    /** The final answer to a request, at once. Never ACK, CANCEL or a repeated request. */
    SipResponse answer(SipRequest request);

    /** The far end has our 2xx to its INVITE; once. */
    void acknowledged(SipRequest ack);

    /** Our 2xx to an INVITE of the far end was repeated for as long as one may, and no ACK came (13.3.1.4). */
    void unacknowledged();
}
