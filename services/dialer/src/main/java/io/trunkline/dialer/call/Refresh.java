package io.trunkline.dialer.call;

import io.trunkline.dialer.sip.Exchange;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.Method;
import io.trunkline.dialer.sip.ResponseListener;
import io.trunkline.dialer.sip.SipResponse;
import org.jspecify.annotations.Nullable;

/** Tells the far end that we are still there, by UPDATE where it knows that and else by INVITE (RFC 4028, 7.4). */
final class Refresh implements ResponseListener {

    private final OutgoingCall call;
    private final Leg leg;
    private final boolean isUpdate;
    private @Nullable Exchange exchange;
    private @Nullable Runnable acknowledgement;

    Refresh(OutgoingCall call, Leg leg) {
        this.call = call;
        this.leg = leg;
        this.isUpdate = leg.takesUpdate;
    }

    void send() {
        Headers.Builder headers = Headers.builder()
                .addAll(call.sessionHeaders())
                .addAll(call.session().headers());
        if (isUpdate) {
            exchange = call.request(leg, Method.UPDATE, headers.build(), "", this);
        } else {
            call.offering(true);
            headers.add(Header.CONTENT_TYPE, Media.SDP);
            exchange = call.request(
                    leg, Method.INVITE, headers.build(), call.media().offer(), this);
        }
    }

    @Override
    public void answered(SipResponse response) {
        if (response.isProvisional()) {
            return;
        }
        if (acknowledgement != null) {
            acknowledgement.run();
            return;
        }
        call.offering(false);
        if (response.isSuccess()) {
            succeeded(response);
        } else if (call.isTalkingOn(leg)) {
            failed(response);
        }
    }

    private void succeeded(SipResponse response) {
        leg.dialog.retarget(response.headers());
        if (!isUpdate && exchange != null) {
            acknowledgement = leg.dialog.acknowledge(exchange.request());
        }
        if (call.isTalkingOn(leg)) {
            call.session().restartByAnswer(response.headers());
            call.heard(leg, response);
        }
    }

    private void failed(SipResponse response) {
        switch (response.status()) {
            case 408, 481 -> call.lost();
            case 405, 501 -> {
                leg.takesUpdate = false;
                call.session().retry();
            }
            case 422 -> {
                Long shortest = response.headers().number(Header.MIN_SE);
                call.session().lengthenTo(shortest == null ? 0 : shortest);
                call.session().retry();
            }
            default -> call.session().retry();
        }
    }

    @Override
    public void unanswered() {
        call.offering(false);
        call.lost();
    }
}
