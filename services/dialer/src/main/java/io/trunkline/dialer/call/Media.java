package io.trunkline.dialer.call;

import io.trunkline.dialer.sdp.AgreedAudio;
import io.trunkline.dialer.sdp.AudioOffer;
import io.trunkline.dialer.sdp.Direction;
import io.trunkline.dialer.sdp.SessionDescription;
import java.util.function.IntFunction;

/** What a call says of its audio, with a new version whenever that changes and with none when it does not (RFC 3264, 8). */
final class Media {

    static final String SDP = "application/sdp";

    private final AudioOffer offer;
    private int version;
    private String last = "";

    Media(AudioOffer offer) {
        this.offer = offer;
    }

    String offer() {
        return described(number -> offer.text(number, Direction.SENDRECV));
    }

    /**
     * Of what the far end answers or offers.
     *
     * @throws io.trunkline.dialer.sdp.SdpSyntaxException if it cannot be read
     * @throws io.trunkline.dialer.sdp.NoCommonAudio if there is nothing that both know
     */
    AgreedAudio agree(SessionDescription theirs) {
        return offer.agree(theirs);
    }

    String answer(SessionDescription theirs, AgreedAudio agreed) {
        return described(number -> offer.answer(number, theirs, agreed));
    }

    private String described(IntFunction<String> text) {
        if (!text.apply(version).equals(last)) {
            version++;
            last = text.apply(version);
        }
        return last;
    }
}
