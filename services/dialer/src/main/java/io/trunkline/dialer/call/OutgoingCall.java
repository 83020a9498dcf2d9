package io.trunkline.dialer.call;

import io.trunkline.dialer.call.CallEnd.Party;
import io.trunkline.dialer.sdp.AgreedAudio;
import io.trunkline.dialer.sdp.NoCommonAudio;
import io.trunkline.dialer.sdp.SdpSyntaxException;
import io.trunkline.dialer.sdp.SessionDescription;
import io.trunkline.dialer.sip.Authentication;
import io.trunkline.dialer.sip.CSeq;
import io.trunkline.dialer.sip.Dialog;
import io.trunkline.dialer.sip.Exchange;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.Method;
import io.trunkline.dialer.sip.NameAddress;
import io.trunkline.dialer.sip.Reason;
import io.trunkline.dialer.sip.ResponseListener;
import io.trunkline.dialer.sip.SipMessage;
import io.trunkline.dialer.sip.SipRequest;
import io.trunkline.dialer.sip.SipResponse;
import io.trunkline.dialer.sip.SipUri;
import io.trunkline.dialer.sip.Timers.Timer;
import io.trunkline.dialer.sip.UserAgent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that we make, from its INVITE to its end. Used on the event loop of its user agent only.
 *
 * <p>It ends for its listener as soon as that is decided; what the far end must still be told is told afterwards.
 */
public final class OutgoingCall {

    /** Telephones that ring for one call. More than any gateway rings in good faith. */
    private static final int MOST_LEGS = 16;

    private static final int LONGEST_RETRY_AFTER = 86_400;
    private static final int TRYING = 100;
    private static final int RINGING = 180;
    private static final int TOO_SHORT = 422;

    /** Where all that a failure means shows elsewhere. */
    private static final ResponseListener UNHEARD = new ResponseListener() {
        @Override
        public void answered(SipResponse response) {}

        @Override
        public void unanswered() {}
    };

    private final UserAgent agent;
    private final CallRequest wanted;
    private final CallListener listener;
    private final String callId;
    private final String tag;
    private final Authentication authentication;
    private final Media media;
    private final SessionTimer session;
    private final Map<String, Leg> legs = new HashMap<>();
    private Phase phase = Phase.SETTING_UP;
    private long number;
    private @Nullable Exchange invite;
    private @Nullable Long leastInterval;
    private @Nullable Timer limit;
    private @Nullable Disposition givenUp;
    private @Nullable Leg talking;
    private boolean isHeardOf;
    private boolean isRinging;
    private boolean hasRung;
    private boolean isOffering;
    private int byes;

    private enum Phase {
        SETTING_UP,
        TALKING,
        ENDED
    }

    private OutgoingCall(UserAgent agent, CallRequest wanted, CallListener listener) {
        this.agent = agent;
        this.wanted = wanted;
        this.listener = listener;
        this.callId = agent.tokens().next();
        this.tag = agent.tokens().next();
        this.authentication = new Authentication(wanted.credentials(), agent.tokens());
        this.media = new Media(wanted.offer());
        this.session = new SessionTimer(agent, this::refresh, this::lost);
    }

    /** Sends the INVITE. The listener hears of everything else, and never before this returns. */
    public static OutgoingCall start(UserAgent agent, CallRequest wanted, CallListener listener) {
        OutgoingCall call = new OutgoingCall(agent, wanted, listener);
        agent.open(call.callId, call.tag, new FarEndRequests(call));
        call.limit = agent.after(wanted.ringTime(), () -> call.giveUp(Disposition.NO_ANSWER));
        call.invite();
        return call;
    }

    private void invite() {
        invite = new Exchange(agent, this::nextInvite, wanted.gateway(), authentication, new SetUp());
    }

    private SipRequest nextInvite() {
        number++;
        isHeardOf = false;
        Headers.Builder headers = Headers.builder()
                .add(Header.FROM, NameAddress.text(wanted.callerName(), wanted.caller()) + ";tag=" + tag)
                .add(Header.TO, NameAddress.text("", wanted.callee()))
                .add(Header.CALL_ID, callId)
                .add(Header.CSEQ, new CSeq(number, Method.INVITE).toString())
                .addAll(sessionHeaders())
                .add(Header.CONTENT_TYPE, Media.SDP)
                .addAll(wanted.more());
        if (leastInterval != null) {
            headers.add(Header.SESSION_EXPIRES, leastInterval.toString()).add(Header.MIN_SE, leastInterval.toString());
        }
        return new SipRequest(Method.INVITE, wanted.callee(), headers.build(), media.offer());
    }

    /** What INVITE, UPDATE and their answers say of us. */
    Headers sessionHeaders() {
        return Headers.builder()
                .add(Header.CONTACT, agent.contact(SipUri.of(wanted.caller()).user(), wanted.gateway()))
                .add(Header.ALLOW, UserAgent.ALLOWED)
                .add(Header.SUPPORTED, "timer, 100rel")
                .build();
    }

    /** Ends the call, whatever it is doing. Nothing happens if it has ended or is being given up. */
    public void hangUp() {
        switch (phase) {
            case SETTING_UP -> giveUp(Disposition.CANCELLED);
            case TALKING -> leave();
            case ENDED -> {}
        }
    }

    private void giveUp(Disposition disposition) {
        if (givenUp == null && invite != null) {
            givenUp = disposition;
            invite.cancel();
        }
    }

    /** The far end is gone, or does not do its part. */
    void lost() {
        if (phase == Phase.TALKING) {
            leave();
        }
    }

    private void leave() {
        if (talking != null) {
            bye(talking);
        }
        end(Disposition.ANSWERED, Party.US, 200, "OK", Headers.NONE);
    }

    private void bye(Leg leg) {
        byes++;
        request(leg, Method.BYE, Headers.NONE, "", new ResponseListener() {
            @Override
            public void answered(SipResponse response) {
                if (!response.isProvisional()) {
                    unanswered();
                }
            }

            @Override
            public void unanswered() {
                byes--;
                closeIfDone();
            }
        });
    }

    /** A request of ours in a dialog; challenges of it are answered. */
    Exchange request(Leg leg, String method, Headers headers, String body, ResponseListener answers) {
        return new Exchange(
                agent, () -> leg.dialog.request(method, headers, body), leg.dialog.nextHop(), authentication, answers);
    }

    private void closeIfDone() {
        if (phase == Phase.ENDED && byes == 0) {
            agent.close(callId, tag);
        }
    }

    private void end(Disposition disposition, Party by, int status, String reason, Headers headers) {
        phase = Phase.ENDED;
        session.stop();
        stopLimit();
        closeIfDone();
        Long seconds = headers.number(Header.RETRY_AFTER);
        Duration retryAfter = seconds == null ? null : Duration.ofSeconds(Math.min(seconds, LONGEST_RETRY_AFTER));
        listener.ended(new CallEnd(disposition, by, status, reason, Reason.q850(headers), retryAfter));
    }

    private void stopLimit() {
        if (limit != null) {
            limit.cancel();
        }
    }

    /** The answers to our first INVITE, and to its repeats with proofs. */
    private final class SetUp implements ResponseListener {

        @Override
        public void answered(SipResponse response) {
            isHeardOf = true;
            if (response.isProvisional()) {
                progressed(response);
            } else if (response.isSuccess()) {
                accepted(response);
            } else {
                refused(response);
            }
        }

        @Override
        public void unanswered() {
            if (phase == Phase.SETTING_UP) {
                end(silence(), Party.US, 0, "", Headers.NONE);
            }
        }
    }

    /** What it means that no final answer came. Ringing of which nobody has told was none. */
    private Disposition silence() {
        Disposition wished = givenUp;
        boolean isUnheardOf = wished == Disposition.NO_ANSWER && !isHeardOf;
        return wished == null || isUnheardOf ? Disposition.GATEWAY_FAILED : wished;
    }

    private void progressed(SipResponse response) {
        Leg leg = response.status() == TRYING || phase != Phase.SETTING_UP ? null : leg(response, MOST_LEGS);
        if (leg == null || !isNew(leg, response)) {
            return;
        }
        boolean rings = response.status() == RINGING && !isRinging;
        isRinging |= rings;
        hasRung |= response.status() / 10 == RINGING / 10;
        if (rings && givenUp == null) {
            listener.ringing();
        }
        if (response.hasBody(Media.SDP) && givenUp == null) {
            heardEarly(leg, response);
        }
    }

    private void heardEarly(Leg leg, SipResponse response) {
        AgreedAudio audio = agreed(response.body());
        if (audio != null && !audio.equals(leg.audio)) {
            leg.audio = audio;
            listener.earlyMedia(audio);
        }
    }

    /** Null if there is nothing in common, or nothing that can be understood. */
    private @Nullable AgreedAudio agreed(String sdp) {
        try {
            return media.agree(SessionDescription.parse(sdp));
        } catch (SdpSyntaxException | NoCommonAudio none) {
            return null;
        }
    }

    /** Confirms an answer that is to be confirmed; false if it is a repeat, or one before it was lost (RFC 3262, 4). */
    private boolean isNew(Leg leg, SipResponse response) {
        if (!response.headers().has(Header.REQUIRE, "100rel")) {
            return true;
        }
        Long told = response.headers().number(Header.RSEQ);
        if (told == null || (leg.confirmed != 0 && told != leg.confirmed + 1)) {
            return false;
        }
        leg.confirmed = told;
        Headers which =
                Headers.builder().add(Header.RACK, told + " " + response.cseq()).build();
        request(leg, Method.PRACK, which, "", UNHEARD);
        return true;
    }

    private void accepted(SipResponse response) {
        // One that takes the call is heard even if too many have rung: the call would have no end.
        Leg leg = leg(response, 2 * MOST_LEGS);
        if (leg == null || invite == null) {
            return;
        }
        if (leg.acknowledgement != null) {
            leg.acknowledgement.run();
            return;
        }
        leg.dialog.confirm(response);
        leg.acknowledgement = leg.dialog.acknowledge(invite.request());
        if (phase == Phase.SETTING_UP && givenUp == null) {
            talk(leg, response);
            return;
        }
        bye(leg);
        if (phase == Phase.SETTING_UP && givenUp != null) {
            end(givenUp, Party.US, response.status(), response.reason(), response.headers());
        }
    }

    private void talk(Leg leg, SipResponse response) {
        if (response.hasBody(Media.SDP)) {
            leg.audio = agreed(response.body());
        }
        AgreedAudio audio = leg.audio;
        if (audio == null) {
            bye(leg);
            end(Disposition.NO_COMMON_AUDIO, Party.US, response.status(), response.reason(), response.headers());
            return;
        }
        phase = Phase.TALKING;
        talking = leg;
        stopLimit();
        limit = agent.after(wanted.longest(), this::leave);
        leg.takesUpdate = response.headers().has(Header.ALLOW, Method.UPDATE);
        session.restartByAnswer(response.headers());
        listener.answered(audio);
    }

    private void refused(SipResponse response) {
        if (phase != Phase.SETTING_UP) {
            return;
        }
        Headers headers = response.headers();
        Long shortest = headers.number(Header.MIN_SE);
        if (givenUp != null) {
            end(givenUp, Party.US, response.status(), response.reason(), headers);
        } else if (response.status() == TOO_SHORT && shortest != null && leastInterval == null) {
            leastInterval = shortest;
            invite();
        } else {
            Disposition disposition = Disposition.of(response.status(), Reason.q850(headers), hasRung);
            end(disposition, Party.FAR_END, response.status(), response.reason(), headers);
        }
    }

    /** Null if there are too many already. Tags are chosen by the far end, and may be missing. */
    private @Nullable Leg leg(SipResponse response, int most) {
        String theirs = response.to().tag();
        String name = theirs == null ? "" : theirs;
        Leg known = legs.get(name);
        if (known != null || legs.size() >= most || invite == null) {
            return known;
        }
        Leg leg = new Leg(new Dialog(agent, wanted.gateway(), invite.request(), response));
        legs.put(name, leg);
        return leg;
    }

    private void refresh() {
        if (talking != null) {
            new Refresh(this, talking).send();
        }
    }

    /** Null if the far end of that request is nobody whom our INVITE has reached. */
    @Nullable
    Leg legOf(SipRequest request) {
        String theirs = request.from().tag();
        return legs.get(theirs == null ? "" : theirs);
    }

    boolean isTalkingOn(Leg leg) {
        return phase == Phase.TALKING && leg == talking;
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether an offer of ours has no answer yet: then we cannot take one (RFC 3261, 14.2). */
    boolean isOffering() {
        return isOffering;
    }

    void offering(boolean isOffering) {
        this.isOffering = isOffering;
    }

    /** What the far end answers to an offer within the call. One that cannot be used changes nothing. */
    void heard(Leg leg, SipMessage message) {
        AgreedAudio audio = message.hasBody(Media.SDP) ? agreed(message.body()) : null;
        if (audio != null) {
            changed(leg, audio);
        }
    }

    void changed(Leg leg, AgreedAudio audio) {
        if (isTalkingOn(leg) && !audio.equals(leg.audio)) {
            leg.audio = audio;
            listener.mediaChanged(audio);
        }
    }

    void pressed(char key) {
        listener.keyPressed(key);
    }

    void hungUpBy(SipRequest bye) {
        end(Disposition.ANSWERED, Party.FAR_END, 200, "OK", bye.headers());
    }

    Media media() {
        return media;
    }

    SessionTimer session() {
        return session;
    }
}
