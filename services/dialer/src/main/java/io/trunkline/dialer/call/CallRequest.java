package io.trunkline.dialer.call;

import io.trunkline.dialer.sdp.AudioOffer;
import io.trunkline.dialer.sip.Credentials;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.NameAddress;
import io.trunkline.dialer.sip.SipSyntaxException;
import io.trunkline.dialer.sip.SipUri;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that is to be made.
 *
 * @param gateway where its messages go
 * @param callee the URI of whoever is called, such as {@code sip:+70951231111@gw.example.test}
 * @param caller our URI, which the one who is called may see
 * @param callerName shown beside it; empty for none
 * @param credentials null if the gateway knows us by our address
 * @param ringTime after which an unanswered call is given up
 * @param longest time that an answered call may take
 * @param more header fields of the INVITE, such as P-Asserted-Identity
 */
public record CallRequest(
        InetSocketAddress gateway,
        String callee,
        String caller,
        String callerName,
        @Nullable Credentials credentials,
        AudioOffer offer,
        Duration ringTime,
        Duration longest,
        Headers more) {

    /** @throws SipSyntaxException if a URI is none */
    public CallRequest {
        requireUri(callee);
        requireUri(caller);
    }

    /** One that reads the same from a message: nothing in it may end the address and begin something else. */
    private static void requireUri(String uri) {
        if (!NameAddress.of("<" + uri + ">").uri().equals(uri)) {
            throw new SipSyntaxException("Not a URI");
        }
        SipUri.of(uri);
    }
}
