package io.trunkline.dialer.call;

import io.trunkline.dialer.sdp.AgreedAudio;
import io.trunkline.dialer.sdp.NoCommonAudio;
import io.trunkline.dialer.sdp.SdpSyntaxException;
import io.trunkline.dialer.sdp.SessionDescription;
import io.trunkline.dialer.sip.DialogUser;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.Method;
import io.trunkline.dialer.sip.SessionExpires;
import io.trunkline.dialer.sip.SipRequest;
import io.trunkline.dialer.sip.SipResponse;
import io.trunkline.dialer.sip.UserAgent;

/** Answers what the far end of a call asks for: it hangs up, holds, speaks otherwise, presses a key, or looks if we live. */
final class FarEndRequests implements DialogUser {

    private final OutgoingCall call;

    FarEndRequests(OutgoingCall call) {
        this.call = call;
    }

    @Override
    public SipResponse answer(SipRequest request) {
        Leg leg = call.legOf(request);
        if (leg == null) {
            return request.answer(481, "");
        }
        if (leg.dialog.isOutOfOrder(request)) {
            return request.answer(500, "");
        }
        return switch (request.method()) {
            case Method.BYE -> hungUp(request, leg);
            case Method.OPTIONS -> UserAgent.capabilities(request, "");
            case Method.INFO -> told(request, leg);
            case Method.INVITE, Method.UPDATE -> changed(request, leg);
            default -> UserAgent.notAllowed(request, "");
        };
    }

    /** One that crosses with a BYE of ours is as welcome. */
    private SipResponse hungUp(SipRequest request, Leg leg) {
        if (call.isTalkingOn(leg)) {
            call.hungUpBy(request);
        }
        return request.answer(200, "");
    }

    private SipResponse told(SipRequest info, Leg leg) {
        if (!info.body().isEmpty() && !PressedKey.isIn(info)) {
            return info.answer(415, "");
        }
        Character key = info.body().isEmpty() ? null : PressedKey.of(info);
        if (key != null && call.isTalkingOn(leg)) {
            call.pressed(key);
        }
        return info.answer(200, "");
    }

    private SipResponse changed(SipRequest request, Leg leg) {
        if (call.hasEnded()) {
            return request.answer(481, "");
        }
        boolean hasOffer = !request.body().isEmpty();
        boolean exchangesOffers = hasOffer || request.is(Method.INVITE);
        if (exchangesOffers && (call.isOffering() || !call.isTalkingOn(leg))) {
            return request.answer(491, "");
        }
        if (hasOffer && !request.hasBody(Media.SDP)) {
            return with(request.answer(415, ""), Headers.builder().add(Header.ACCEPT, Media.SDP), "");
        }
        SessionExpires interval = SessionExpires.of(request.headers());
        if (interval != null && interval.seconds() < SessionExpires.SHORTEST) {
            return with(
                    request.answer(422, ""),
                    Headers.builder().add(Header.MIN_SE, Long.toString(SessionExpires.SHORTEST)),
                    "");
        }
        return hasOffer ? answered(request, leg) : agreed(request, leg, request.is(Method.INVITE));
    }

    private SipResponse answered(SipRequest request, Leg leg) {
        try {
            SessionDescription offered = SessionDescription.parse(request.body());
            AgreedAudio audio = call.media().agree(offered);
            SipResponse accepted = accepted(request, leg, call.media().answer(offered, audio));
            call.changed(leg, audio);
            return accepted;
        } catch (SdpSyntaxException unreadable) {
            return request.answer(400, "");
        } catch (NoCommonAudio none) {
            return request.answer(488, "");
        }
    }

    /** An INVITE without an offer wants ours, and answers it with its ACK (RFC 3264, 4). */
    private SipResponse agreed(SipRequest request, Leg leg, boolean wantsOffer) {
        call.offering(wantsOffer);
        return accepted(request, leg, wantsOffer ? call.media().offer() : "");
    }

    private SipResponse accepted(SipRequest request, Leg leg, String sdp) {
        leg.dialog.retarget(request.headers());
        Headers.Builder headers = Headers.builder().addAll(call.sessionHeaders());
        SessionExpires interval = SessionExpires.of(request.headers());
        boolean weRefresh = interval != null && "uas".equals(interval.refresher());
        if (interval != null) {
            headers.add(Header.SESSION_EXPIRES, interval.seconds() + ";refresher=" + (weRefresh ? "uas" : "uac"));
            if (!weRefresh) {
                headers.add(Header.REQUIRE, "timer");
            }
        }
        if (call.isTalkingOn(leg)) {
            call.session().restart(interval, weRefresh);
        }
        return with(request.answer(200, ""), headers, sdp);
    }

    private static SipResponse with(SipResponse response, Headers.Builder more, String sdp) {
        if (!sdp.isEmpty()) {
            more.add(Header.CONTENT_TYPE, Media.SDP);
        }
        return response.with(response.headers().toBuilder().addAll(more.build()).build(), sdp);
    }

    @Override
    public void acknowledged(SipRequest ack) {
        call.offering(false);
        Leg leg = call.legOf(ack);
        if (leg != null) {
            call.heard(leg, ack);
        }
    }

    @Override
    public void unacknowledged() {
        call.lost();
    }
}
