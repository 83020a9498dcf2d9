package io.trunkline.dialer.call;

import static io.trunkline.dialer.call.FakeGateway.AUDIO;
import static io.trunkline.dialer.call.FakeGateway.PHONE_CONTACT;
import static io.trunkline.dialer.call.FakeGateway.audio;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.call.FakeGateway.Sent;
import io.trunkline.dialer.sdp.AudioFormat;
import io.trunkline.dialer.sdp.AudioOffer;
import io.trunkline.dialer.sip.CSeq;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.SipRequest;
import io.trunkline.dialer.sip.SipResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a far end may ask while a call is on, and how the call is kept alive. */
class TalkingTest {

    private static final String SDP = "Content-Type: application/sdp";

    private final FakeGateway gateway = new FakeGateway();
    private final HeardCall heard = new HeardCall();
    private OutgoingCall call;
    private SipRequest invite;

    @AfterEach
    void nothingIsKept() {
        if (heard.end == null) {
            call.hangUp();
        }
        gateway.passSeconds(200);
        assertThat(gateway.agent.kept()).isZero();
        assertThat(gateway.timers.size()).isZero();
    }

    private SipRequest talking(String... lines) {
        call = OutgoingCall.start(
                gateway.agent,
                new CallRequest(
                        FakeGateway.PLACE,
                        "sip:+70951231111@gw.example.test",
                        "sip:dialer1@gw.example.test",
                        "",
                        null,
                        new AudioOffer(7, "192.0.2.1", 20_000, List.of(AudioFormat.PCMA, AudioFormat.PCMU)),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        Headers.NONE),
                heard);
        invite = gateway.next("INVITE");
        SipRequest ack = gateway.accept(invite, lines);
        assertThat(heard.events).containsExactly("answered PCMA");
        heard.events.clear();
        return ack;
    }

    @Test
    void theFarEndHangsUpAndMaySayWhy() {
        SipRequest ack = talking();

        gateway.request(ack, "BYE", "", "Reason: SIP;cause=200, Q.850;cause=16;text=\"Normal call clearing\"");

        SipResponse answer = gateway.next(200);
        assertThat(answer.cseq().method()).isEqualTo("BYE");
        assertThat(answer.to().tag()).isEqualTo(invite.from().tag());
        assertThat(heard.end).isEqualTo(new CallEnd(Disposition.ANSWERED, CallEnd.Party.FAR_END, 200, "OK", 16, null));
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerEvenAfterTheEnd() {
        SipRequest bye = gateway.request(talking(), "BYE", "");
        Sent answer = gateway.next();

        gateway.passSeconds(31);
        gateway.receive(bye);

        assertThat(gateway.next().text()).isEqualTo(answer.text());
        assertThat(heard.events).containsExactly("ended ANSWERED by FAR_END");
    }

    @Test
    void bothMayHangUpAtTheSameTime() {
        SipRequest ack = talking();
        call.hangUp();
        SipRequest ours = gateway.next("BYE");

        gateway.request(ack, "BYE", "");
        gateway.next(200);
        gateway.answer(ours, 481, "");

        assertThat(heard.events).containsExactly("ended ANSWERED by US");
        gateway.request(ack, "OPTIONS", "");
        gateway.next(481);
    }

    @Test
    void theFarEndMayAskWhetherWeLive() {
        gateway.request(talking(), "OPTIONS", "");

        assertThat(gateway.next(200).headers().all(Header.ALLOW)).contains("BYE", "UPDATE");
    }

    @Test
    void whatWeDoNotKnowIsNotAllowed() {
        gateway.request(talking(), "CHECKIN", "");

        assertThat(gateway.next(405).headers().all(Header.ALLOW)).contains("INVITE", "ACK", "CANCEL", "INFO");
    }

    @Test
    void whatWeCannotDoIsNamed() {
        gateway.request(talking(), "INFO", "", "Require: timer, teleport");

        assertThat(gateway.next(420).headers().all(Header.UNSUPPORTED)).containsExactly("teleport");
    }

    @Test
    void whatComesTooLateIsOutOfOrder() {
        SipRequest ack = talking();
        gateway.request(ack, "OPTIONS", 10, "");
        gateway.next(200);

        gateway.request(ack, "BYE", 9, "");

        gateway.next(500);
        assertThat(heard.events).isEmpty();
    }

    @Test
    void aStrangerCannotEndACall() {
        SipRequest ack = talking();
        Headers other = ack.headers().toBuilder()
                .set(Header.TO, "<sip:x@y>;tag=another")
                .build();

        gateway.request(ack.with(other), "BYE", "");

        gateway.next(481);
        assertThat(heard.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=5\r\nDuration=160\r\n', 5",
        "application/dtmf-relay, 'Duration=160\nsignal = *', *",
        "application/dtmf-relay, 'Signal=11\r\n', #",
        "application/dtmf, 9, 9",
        "'application/dtmf;x=y', '10\r\n', *",
        "application/dtmf, D, D"
    })
    void keysMayComeAsMessages(String type, String body, char key) {
        SipRequest info = gateway.request(talking(), "INFO", body, "Content-Type: " + type);
        gateway.next(200);

        gateway.receive(info);

        gateway.next(200);
        assertThat(heard.events).containsExactly("key " + key);
    }

    @ParameterizedTest
    @CsvSource({"application/dtmf, 55, 200", "application/dtmf-relay, nothing, 200", "application/x-unknown, 5, 415"})
    void whatIsNoKeyIsNone(String type, String body, int status) {
        gateway.request(talking(), "INFO", body, "Content-Type: " + type);

        gateway.next(status);
        assertThat(heard.events).isEmpty();
    }

    @Test
    void theFarEndHoldsResumesAndSpeaksOtherwise() {
        SipRequest ack = talking();

        gateway.request(ack, "INVITE", AUDIO + "a=sendonly\r\n", SDP);
        SipResponse held = gateway.next(200);
        acknowledge(ack, held);
        gateway.request(ack, "INVITE", audio("m=audio 4002 RTP/AVP 0 96", "a=rtpmap:96 telephone-event/8000"), SDP);
        SipResponse resumed = gateway.next(200);
        acknowledge(ack, resumed);

        assertThat(heard.events).containsExactly("changed PCMA held", "changed PCMU");
        assertThat(held.body()).contains("o=- 7 2 ", "m=audio 20000 RTP/AVP 8 101\r\n", "a=recvonly");
        assertThat(resumed.body()).contains("o=- 7 3 ", "m=audio 20000 RTP/AVP 0 96\r\n", "a=sendrecv");
        assertThat(resumed.headers().first(Header.CONTACT)).isNotNull();
        gateway.passSeconds(10);
        gateway.isSilent();
    }

    private void acknowledge(SipRequest ack, SipResponse answer) {
        gateway.request(ack, "ACK", answer.cseq().number(), "");
    }

    @Test
    void anAnswerIsRepeatedUntilItIsAcknowledged() {
        SipRequest ack = talking();
        gateway.request(ack, "INVITE", AUDIO, SDP);
        Sent answer = gateway.next();

        gateway.passSeconds(4);

        assertThat(gateway.next().text()).isEqualTo(answer.text());
        assertThat(gateway.drain()).isEqualTo(2);
        acknowledge(ack, (SipResponse) answer.message());
        gateway.passSeconds(40);
        gateway.isSilent();
        assertThat(heard.events).isEmpty();
    }

    @Test
    void aFarEndThatNeverAcknowledgesIsGone() {
        gateway.request(talking(), "INVITE", AUDIO, SDP);

        gateway.passSeconds(32);

        gateway.drain();
        assertThat(heard.events).containsExactly("ended ANSWERED by US");
    }

    @Test
    void anInviteWithoutAnOfferGetsOursAndAnswersItAtItsEnd() {
        SipRequest ack = talking();
        gateway.request(ack, "INVITE", "");
        SipResponse offer = gateway.next(200);
        gateway.request(ack, "UPDATE", AUDIO, SDP);
        gateway.next(491);

        gateway.request(ack, "ACK", offer.cseq().number(), audio("m=audio 4000 RTP/AVP 0"), SDP);

        assertThat(offer.body()).contains("m=audio 20000 RTP/AVP 8 0 101");
        assertThat(heard.events).containsExactly("changed PCMU");
    }

    @Test
    void whatIsMoreThanAudioIsRefusedInItsPlace() {
        SipRequest ack = talking();

        gateway.request(
                ack,
                "UPDATE",
                audio("m=video 5000 RTP/AVP 96", "m=audio 4000 RTP/AVP 8", "m=image 5002 udptl t38"),
                SDP);

        assertThat(gateway.next(200).body())
                .containsSubsequence("m=video 0 RTP/AVP 96\r\n", "m=audio 20000 RTP/AVP 8\r\n", "m=image 0 udptl ");
    }

    @ParameterizedTest
    @CsvSource({
        "'m=image 5002 udptl t38', application/sdp, 488",
        "'m=audio 4000 RTP/AVP 18', application/sdp, 488",
        "'m=audio x', application/sdp, 400",
        "'m=audio 4000 RTP/AVP 8', application/json, 415"
    })
    void whatCannotBeAgreedOnChangesNothing(String media, String type, int status) {
        gateway.request(talking(), "INVITE", audio(media), "Content-Type: " + type);

        gateway.next(status);
        assertThat(heard.events).isEmpty();
    }

    @Test
    void requestsGoWhereTheFarEndHasMovedTo() {
        SipRequest ack = talking("Contact: " + PHONE_CONTACT);
        Headers moved =
                Headers.builder().add(Header.CONTACT, "<sip:callee@192.0.2.99>").build();
        SipRequest update = gateway.request(ack, "UPDATE", 1, "");
        gateway.next(200);

        gateway.receive(new SipRequest(
                "UPDATE",
                update.uri(),
                update.headers().toBuilder()
                        .set(Header.CSEQ, new CSeq(2, "UPDATE").toString())
                        .set(Header.VIA, "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-moved")
                        .remove(Header.CONTACT)
                        .addAll(moved)
                        .build()));
        gateway.next(200);
        call.hangUp();

        assertThat(gateway.next("BYE").uri()).isEqualTo("sip:callee@192.0.2.99");
    }

    @Test
    void aSessionIsRefreshedAtHalfTime() {
        talking("Session-Expires: 90;refresher=uac", "Require: timer");

        gateway.passSeconds(45);
        SipRequest refresh = gateway.next("INVITE");
        gateway.answerWithAudio(refresh, 200, "", AUDIO, "Session-Expires: 90;refresher=uac");
        SipRequest ack = gateway.next("ACK");
        gateway.answerWithAudio(refresh, 200, "", AUDIO, "Session-Expires: 90;refresher=uac");
        assertThat(gateway.next("ACK")).isEqualTo(ack);
        gateway.passSeconds(45);

        assertThat(refresh.body()).isEqualTo(invite.body());
        assertThat(refresh.headers().required(Header.SESSION_EXPIRES)).isEqualTo("90;refresher=uac");
        assertThat(ack.cseq().number()).isEqualTo(refresh.cseq().number());
        gateway.next("INVITE");
        assertThat(heard.events).isEmpty();
    }

    @Test
    void updateIsEnoughForWhoeverKnowsIt() {
        talking("Session-Expires: 90;refresher=uac", "Allow: INVITE, ACK, BYE, UPDATE");
        gateway.passSeconds(45);

        SipRequest refresh = gateway.next("UPDATE");
        gateway.answer(refresh, 200, "");

        assertThat(refresh.body()).isEmpty();
        // Nothing more was agreed on: there is nothing to refresh.
        gateway.passSeconds(600);
        gateway.isSilent();
        assertThat(heard.events).isEmpty();
    }

    @Test
    void aRefreshThatIsRefusedForNowIsTriedAgain() {
        talking("Session-Expires: 90;refresher=uac", "Allow: UPDATE");
        gateway.passSeconds(45);
        gateway.answer(gateway.next("UPDATE"), 405, "");
        gateway.passSeconds(3);

        SipRequest second = gateway.next("INVITE");
        gateway.answer(second, 491, "");
        gateway.next("ACK");
        gateway.passSeconds(3);

        SipRequest third = gateway.next("INVITE");
        gateway.answer(third, 422, "", "Min-SE: 600");
        gateway.next("ACK");
        gateway.passSeconds(3);
        SipRequest fourth = gateway.next("INVITE");
        assertThat(fourth.headers().required(Header.SESSION_EXPIRES)).startsWith("600;");
        gateway.answerWithAudio(fourth, 200, "", AUDIO);
        gateway.next("ACK");
        assertThat(heard.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"481", "408"})
    void aFarEndThatKnowsNothingOfTheCallIsGone(int status) {
        talking("Session-Expires: 90;refresher=uac", "Allow: UPDATE");
        gateway.passSeconds(45);

        gateway.answer(gateway.next("UPDATE"), status, "");

        gateway.answer(gateway.next("BYE"), 481, "");
        assertThat(heard.events).containsExactly("ended ANSWERED by US");
    }

    @Test
    void aCallWhoseFarEndDoesNotRefreshItEnds() {
        talking("Session-Expires: 90;refresher=uas");

        gateway.passSeconds(59);
        gateway.isSilent();
        gateway.passSeconds(1);

        gateway.answer(gateway.next("BYE"), 200, "");
        assertThat(heard.events).containsExactly("ended ANSWERED by US");
    }

    @Test
    void aCallThatTheFarEndRefreshesGoesOn() {
        SipRequest ack = talking("Session-Expires: 90;refresher=uas");
        gateway.passSeconds(45);

        gateway.request(ack, "UPDATE", "", "Session-Expires: 90;refresher=uac");
        SipResponse answer = gateway.next(200);
        gateway.passSeconds(59);

        assertThat(answer.headers().required(Header.SESSION_EXPIRES)).isEqualTo("90;refresher=uac");
        assertThat(answer.headers().has(Header.REQUIRE, "timer")).isTrue();
        gateway.isSilent();
        assertThat(heard.events).isEmpty();
    }

    @Test
    void theFarEndMayHandTheRefreshingOver() {
        SipRequest ack = talking();

        gateway.request(ack, "UPDATE", "", "Session-Expires: 100;refresher=uas");
        assertThat(gateway.next(200).headers().required(Header.SESSION_EXPIRES)).isEqualTo("100;refresher=uas");
        gateway.passSeconds(50);

        gateway.next("INVITE");
    }

    @Test
    void nobodyIsToRefreshAllTheTime() {
        gateway.request(talking(), "UPDATE", "", "Session-Expires: 5");

        assertThat(gateway.next(422).headers().required(Header.MIN_SE)).isEqualTo("90");
    }

    @Test
    void twoOffersAtTheSameTimeDoNotMeet() {
        SipRequest ack = talking("Session-Expires: 90;refresher=uac");
        gateway.passSeconds(45);
        SipRequest refresh = gateway.next("INVITE");

        gateway.request(ack, "INVITE", AUDIO, SDP);
        SipResponse pending = gateway.next(491);
        acknowledge(ack, pending);
        gateway.answerWithAudio(refresh, 200, "", AUDIO);

        gateway.next("ACK");
        gateway.passSeconds(10);
        gateway.isSilent();
    }

    @Test
    void whatCannotBeCancelledAnyMoreIsNot() {
        SipRequest ack = talking();
        gateway.request(ack, "INVITE", 5, AUDIO, SDP);
        gateway.next(200);

        gateway.request(ack, "CANCEL", 5, "");
        gateway.next(200);
        gateway.request(ack, "CANCEL", 6, "");
        gateway.next(481);

        gateway.request(ack, "ACK", 5, "");
        assertThat(heard.events).isEmpty();
    }
}
