package io.trunkline.dialer.call;

import io.trunkline.dialer.sdp.AgreedAudio;
import io.trunkline.dialer.sip.Dialog;
import org.jspecify.annotations.Nullable;

/** One of those whom an INVITE has reached: a gateway may ring several telephones, and each has a dialog of its own. */
final class Leg {

    final Dialog dialog;
    /** What it last said of its audio; null if it has not yet. */
    @Nullable
    AgreedAudio audio;
    /** Sends the ACK of its 2xx again; null before there is one. */
    @Nullable
    Runnable acknowledgement;
    /** Its last provisional answer that had to be confirmed (RFC 3262); 0 if there was none. */
    long confirmed;
    /** Whether it knows UPDATE (RFC 3311). */
    boolean takesUpdate;

    Leg(Dialog dialog) {
        this.dialog = dialog;
    }
}
