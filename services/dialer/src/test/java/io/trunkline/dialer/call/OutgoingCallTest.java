package io.trunkline.dialer.call;

import static io.trunkline.dialer.call.FakeGateway.AUDIO;
import static io.trunkline.dialer.call.FakeGateway.PHONE_CONTACT;
import static io.trunkline.dialer.call.FakeGateway.audio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.dialer.call.FakeGateway.Sent;
import io.trunkline.dialer.sdp.AudioFormat;
import io.trunkline.dialer.sdp.AudioOffer;
import io.trunkline.dialer.sip.Credentials;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.NameAddress;
import io.trunkline.dialer.sip.SipRequest;
import io.trunkline.dialer.sip.SipResponse;
import io.trunkline.dialer.sip.SipSyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call through a gateway that the test plays. */
class OutgoingCallTest {

    private static final String CALLEE = "sip:+70951231111@gw.example.test";
    private static final String MD5 =
            "Proxy-Authenticate: Digest realm=\"gw.example.test\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";
    private static final String MD5_NEW = MD5.replace("n1", "n2");
    private static final String SHA =
            "WWW-Authenticate: Digest realm=\"gw.example.test\", nonce=\"n3\", algorithm=SHA-256, qop=\"auth\"";

    private final FakeGateway gateway = new FakeGateway();
    private final HeardCall heard = new HeardCall();

    /** Whatever happened: when all is over and its time has passed, nothing is left of it. */
    @AfterEach
    void nothingIsKept() {
        if (heard.end != null) {
            gateway.passSeconds(200);
            assertThat(gateway.agent.kept()).isZero();
            assertThat(gateway.timers.size()).isZero();
        }
    }

    private OutgoingCall call() {
        return call(CALLEE, new Credentials("dialer1", "s3cret"));
    }

    private OutgoingCall call(String callee, @Nullable Credentials credentials) {
        CallRequest request = new CallRequest(
                FakeGateway.PLACE,
                callee,
                "sip:dialer1@gw.example.test",
                "Clinic",
                credentials,
                new AudioOffer(7, "192.0.2.1", 20_000, List.of(AudioFormat.PCMA, AudioFormat.PCMU)),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Headers.builder()
                        .add(Header.P_ASSERTED_IDENTITY, "<sip:+70951000000@gw.example.test>")
                        .build());
        return OutgoingCall.start(gateway.agent, request, heard);
    }

    @Test
    void aCallIsMadeTakenAndEndedByUs() {
        OutgoingCall call = call();
        SipRequest invite = gateway.next("INVITE");

        gateway.answer(invite, 100, "");
        gateway.answer(invite, 180, "phone", "Contact: " + PHONE_CONTACT);
        SipRequest ack = gateway.accept(invite, "Contact: " + PHONE_CONTACT);
        call.hangUp();
        SipRequest bye = gateway.next("BYE");
        gateway.answer(bye, 200, "");

        assertThat(invite.uri()).isEqualTo(CALLEE);
        assertThat(invite.headers().required(Header.VIA))
                .startsWith("SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK")
                .endsWith(";rport");
        assertThat(invite.headers().required(Header.CONTACT)).isEqualTo("<sip:dialer1@192.0.2.1:5060>");
        assertThat(invite.headers().required(Header.P_ASSERTED_IDENTITY)).contains("+70951000000");
        assertThat(invite.from().displayName()).isEqualTo("Clinic");
        assertThat(invite.to().tag()).isNull();
        assertThat(invite.body()).contains("m=audio 20000 RTP/AVP 8 0 101");
        assertThat(ack.uri()).isEqualTo("sip:callee@192.0.2.9:5070");
        assertThat(ack.cseq().number()).isEqualTo(invite.cseq().number());
        assertThat(ack.branch()).isNotEqualTo(invite.branch());
        assertThat(bye.to().tag()).isEqualTo("phone");
        assertThat(bye.cseq().number()).isEqualTo(invite.cseq().number() + 1);
        assertThat(heard.events).containsExactly("ringing", "answered PCMA", "ended ANSWERED by US");
        gateway.isSilent();
    }

    @Test
    void whatIsLostIsSentAgain() {
        call();
        gateway.passSeconds(4);

        // After 0.5, 1.5 and 3.5 seconds.
        String first = gateway.next().text();
        assertThat(gateway.next().text()).isEqualTo(first);
        assertThat(gateway.drain()).isEqualTo(2);
    }

    @Test
    void onceSomethingWasHeardNothingIsSentAgain() {
        call();
        gateway.answer(gateway.next("INVITE"), 100, "");

        gateway.passSeconds(29);

        gateway.isSilent();
    }

    @Test
    void aReliableTransportNeedsNoRepeats() {
        gateway.isReliable = true;
        call();
        gateway.next("INVITE");

        gateway.passSeconds(10);

        gateway.isSilent();
    }

    @Test
    void aGatewayThatSaysNothingHasFailed() {
        call();
        gateway.passSeconds(31);
        assertThat(heard.events).isEmpty();

        gateway.passSeconds(1);

        // At 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 seconds (17.1.1.2).
        assertThat(gateway.drain()).isEqualTo(7);
        assertThat(heard.end).isEqualTo(new CallEnd(Disposition.GATEWAY_FAILED, CallEnd.Party.US, 0, "", null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "486, BUSY",
        "600, BUSY",
        "603, REJECTED",
        "607, BLOCKED",
        "608, BLOCKED",
        "404, INVALID_NUMBER",
        "604, INVALID_NUMBER",
        "410, INVALID_NUMBER",
        "484, INVALID_NUMBER",
        "480, UNAVAILABLE",
        "408, GATEWAY_FAILED",
        "302, UNAVAILABLE",
        "403, GATEWAY_AUTH",
        "402, GATEWAY_UNPAID",
        "415, NO_COMMON_AUDIO",
        "488, NO_COMMON_AUDIO",
        "606, NO_COMMON_AUDIO",
        "491, GATEWAY_FAILED",
        "500, GATEWAY_FAILED",
        "503, CONGESTION",
        "499, GATEWAY_FAILED",
        "699, REJECTED"
    })
    void aRefusalIsAcknowledgedAndMeansSomething(int status, Disposition disposition) {
        call();
        SipRequest invite = gateway.next("INVITE");

        gateway.answer(invite, status, "g");
        gateway.answer(invite, status, "g");

        SipRequest ack = gateway.next("ACK");
        assertThat(ack.branch()).isEqualTo(invite.branch());
        assertThat(ack.uri()).isEqualTo(invite.uri());
        assertThat(ack.to().tag()).isEqualTo("g");
        assertThat(gateway.next("ACK")).isEqualTo(ack);
        gateway.isSilent();
        assertThat(heard.end).isEqualTo(new CallEnd(disposition, CallEnd.Party.FAR_END, status, "As Told", null, null));
    }

    @ParameterizedTest
    @CsvSource({"480", "408"})
    void whatRangAndWasNotTakenHasNoAnswer(int status) {
        call();
        SipRequest invite = gateway.next("INVITE");
        gateway.answer(invite, 180, "phone");

        gateway.answer(invite, status, "phone");

        assertThat(heard.events).containsExactly("ringing", "ended NO_ANSWER by FAR_END");
    }

    @ParameterizedTest
    @CsvSource({
        "503, 17, BUSY",
        "480, 1, INVALID_NUMBER",
        "404, 19, NO_ANSWER",
        "500, 34, CONGESTION",
        "486, 21, REJECTED",
        "403, 21, REJECTED",
        "480, 31, UNAVAILABLE",
        "503, 41, CONGESTION",
        "500, 41, GATEWAY_FAILED",
        "608, 21, BLOCKED",
        "480, 20, UNAVAILABLE"
    })
    void theTelephoneNetworkKnowsBetterThanTheGateway(int status, int cause, Disposition disposition) {
        call();

        gateway.answer(gateway.next("INVITE"), status, "g", "Reason: Q.850 ;cause=" + cause + ";text=\"as told\"");

        assertThat(heard.end.disposition()).isEqualTo(disposition);
        assertThat(heard.end.cause()).isEqualTo(cause);
    }

    @Test
    void aGatewayMaySayForHowLongItWantsToBeLeftAlone() {
        call();

        gateway.answer(gateway.next("INVITE"), 503, "g", "Retry-After: 120 (maintenance);duration=60");

        assertThat(heard.end.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whatRingsForTooLongIsCancelled() {
        call();
        SipRequest invite = gateway.next("INVITE");
        gateway.answer(invite, 180, "phone");

        gateway.passSeconds(30);
        SipRequest cancel = gateway.next("CANCEL");
        gateway.answer(cancel, 200, "g");
        gateway.answer(invite, 487, "phone");
        gateway.next("ACK");

        assertThat(cancel.headers().required(Header.VIA))
                .isEqualTo(invite.headers().required(Header.VIA));
        assertThat(cancel.uri()).isEqualTo(invite.uri());
        assertThat(cancel.to().tag()).isNull();
        assertThat(cancel.cseq().number()).isEqualTo(invite.cseq().number());
        assertThat(heard.events).containsExactly("ringing", "ended NO_ANSWER by US");
        assertThat(heard.end.status()).isEqualTo(487);
    }

    @Test
    void aCallIsNotCancelledBeforeTheGatewayKnowsOfIt() {
        OutgoingCall call = call();
        SipRequest invite = gateway.next("INVITE");

        call.hangUp();
        call.hangUp();
        gateway.isSilent();
        gateway.answer(invite, 100, "");

        gateway.answer(gateway.next("CANCEL"), 200, "g");
        gateway.answer(invite, 487, "g");
        gateway.next("ACK");
        gateway.isSilent();
        assertThat(heard.events).containsExactly("ended CANCELLED by US");
    }

    @Test
    void aCallThatIsTakenWhileItIsCancelledIsEndedAtOnce() {
        OutgoingCall call = call();
        SipRequest invite = gateway.next("INVITE");
        gateway.answer(invite, 180, "phone");
        call.hangUp();
        gateway.answer(gateway.next("CANCEL"), 200, "g");

        gateway.accept(invite, "Contact: " + PHONE_CONTACT);

        gateway.answer(gateway.next("BYE"), 200, "");
        assertThat(heard.events).containsExactly("ringing", "ended CANCELLED by US");
    }

    @Test
    void aCancelledCallThatNobodyConfirmsEndsAllTheSame() {
        OutgoingCall call = call();
        gateway.answer(gateway.next("INVITE"), 183, "g");
        call.hangUp();

        gateway.passSeconds(32);

        assertThat(heard.events).containsExactly("ended CANCELLED by US");
        gateway.drain();
    }

    @Test
    void aCallThatIsNoLongerWantedDoesNotProveWhoWeAre() {
        OutgoingCall call = call();
        SipRequest invite = gateway.next("INVITE");
        call.hangUp();

        gateway.answer(invite, 407, "g", MD5);

        gateway.next("ACK");
        gateway.isSilent();
        assertThat(heard.events).containsExactly("ended CANCELLED by US");
    }

    @Test
    void provesWhoWeAreWithANewRequest() {
        call();
        SipRequest invite = gateway.next("INVITE");

        gateway.answer(invite, 407, "g", MD5);
        assertThat(gateway.next("ACK").branch()).isEqualTo(invite.branch());
        SipRequest proven = gateway.next("INVITE");
        SipRequest ack = gateway.accept(proven);

        assertThat(proven.branch()).isNotEqualTo(invite.branch());
        assertThat(proven.cseq().number()).isEqualTo(invite.cseq().number() + 1);
        assertThat(proven.callId()).isEqualTo(invite.callId());
        assertThat(proven.from()).isEqualTo(invite.from());
        assertThat(proven.to().tag()).isNull();
        assertThat(proven.body()).isEqualTo(invite.body());
        assertThat(proven.headers().required(Header.PROXY_AUTHORIZATION))
                .contains("nonce=\"n1\"", "algorithm=MD5", "nc=00000001", "uri=\"" + CALLEE + "\"");
        assertThat(ack.headers().all(Header.PROXY_AUTHORIZATION))
                .isEqualTo(proven.headers().all(Header.PROXY_AUTHORIZATION));
        assertThat(heard.events).containsExactly("answered PCMA");
    }

    @Test
    void anOldNonceIsNoFailure() {
        call();
        gateway.answer(gateway.next("INVITE"), 407, "g", MD5);
        gateway.next("ACK");

        gateway.answer(gateway.next("INVITE"), 407, "g", MD5_NEW + ", stale=true");
        gateway.next("ACK");

        SipRequest third = gateway.next("INVITE");
        assertThat(third.headers().all(Header.PROXY_AUTHORIZATION))
                .singleElement()
                .asString()
                .contains("n2");
        gateway.accept(third);
        assertThat(heard.events).containsExactly("answered PCMA");
    }

    @Test
    void credentialsThatAreRefusedAreNotTriedAgain() {
        call();
        gateway.answer(gateway.next("INVITE"), 407, "g", MD5);
        gateway.next("ACK");

        gateway.answer(gateway.next("INVITE"), 407, "g", MD5_NEW);

        gateway.next("ACK");
        gateway.isSilent();
        assertThat(heard.events).containsExactly("ended GATEWAY_AUTH by FAR_END");
    }

    @Test
    void thereIsAnEndToOldNonces() {
        call();
        for (int i = 0; i < 6; i++) {
            gateway.answer(gateway.next("INVITE"), 407, "g", MD5.replace("n1", "n" + i) + ", stale=true");
            gateway.next("ACK");
        }

        gateway.isSilent();
        assertThat(heard.events).containsExactly("ended GATEWAY_AUTH by FAR_END");
    }

    @Test
    void withoutCredentialsAChallengeIsARefusal() {
        call(CALLEE, null);

        gateway.answer(gateway.next("INVITE"), 401, "g", SHA);

        gateway.next("ACK");
        gateway.isSilent();
        assertThat(heard.events).containsExactly("ended GATEWAY_AUTH by FAR_END");
    }

    @Test
    void theBestOfSeveralChallengesIsAnswered() {
        call();

        gateway.answer(gateway.next("INVITE"), 401, "g", SHA.replace("SHA-256", "MD5"), SHA);

        gateway.next("ACK");
        assertThat(gateway.next("INVITE").headers().all(Header.AUTHORIZATION))
                .singleElement()
                .asString()
                .contains("algorithm=SHA-256");
    }

    @Test
    void twoProxiesInARowAreBothAnswered() {
        call();
        gateway.answer(gateway.next("INVITE"), 407, "g", MD5);
        gateway.next("ACK");

        gateway.answer(gateway.next("INVITE"), 407, "g", MD5.replace("gw.example.test", "second.example.test"));
        gateway.next("ACK");

        assertThat(gateway.next("INVITE").headers().all(Header.PROXY_AUTHORIZATION))
                .hasSize(2);
    }

    @Test
    void theEndOfACallMayBeChallengedToo() {
        OutgoingCall call = call();
        gateway.answer(gateway.next("INVITE"), 407, "g", MD5);
        gateway.next("ACK");
        gateway.accept(gateway.next("INVITE"));
        call.hangUp();

        gateway.answer(gateway.next("BYE"), 407, "g", MD5);

        SipRequest proven = gateway.next("BYE");
        // The same nonce for the second time.
        assertThat(proven.headers().required(Header.PROXY_AUTHORIZATION)).contains("nc=00000002");
        gateway.answer(proven, 200, "");
        assertThat(heard.events).containsExactly("answered PCMA", "ended ANSWERED by US");
    }

    @Test
    void aCallHasEndedEvenIfNobodyAnswersItsEnd() {
        OutgoingCall call = call();
        gateway.accept(gateway.next("INVITE"));

        call.hangUp();
        assertThat(heard.events).containsExactly("answered PCMA", "ended ANSWERED by US");

        gateway.passSeconds(33);
        // At 0, 0.5, 1.5, 3.5, and then every 4 seconds (17.1.2.2).
        assertThat(gateway.drain()).isEqualTo(11);
    }

    @Test
    void anAnswerThatIsRepeatedGetsTheSameAck() {
        call();
        SipRequest invite = gateway.next("INVITE");
        gateway.answerWithAudio(invite, 200, "phone", AUDIO, "Contact: " + PHONE_CONTACT);
        Sent ack = gateway.next();

        gateway.passSeconds(20);
        gateway.answerWithAudio(invite, 200, "phone", AUDIO, "Contact: " + PHONE_CONTACT);

        assertThat(gateway.next().text()).isEqualTo(ack.text());
        assertThat(ack.to()).isEqualTo(FakeGateway.PHONE);
        assertThat(heard.events).containsExactly("answered PCMA");
    }

    @Test
    void ofSeveralTelephonesThatTakeTheCallTheFirstHasIt() {
        call();
        SipRequest invite = gateway.next("INVITE");
        gateway.answer(invite, 180, "first");
        gateway.answer(invite, 180, "second");
        gateway.answerWithAudio(invite, 200, "second", AUDIO);
        assertThat(gateway.next("ACK").to().tag()).isEqualTo("second");

        gateway.answerWithAudio(invite, 200, "first", AUDIO);

        assertThat(gateway.next("ACK").to().tag()).isEqualTo("first");
        SipRequest bye = gateway.next("BYE");
        assertThat(bye.to().tag()).isEqualTo("first");
        gateway.answer(bye, 200, "");
        assertThat(heard.events).containsExactly("ringing", "answered PCMA");
    }

    @Test
    void aTelephoneThatTakesAnEndedCallIsToldSo() {
        OutgoingCall call = call();
        SipRequest invite = gateway.next("INVITE");
        gateway.accept(invite);
        call.hangUp();
        gateway.answer(gateway.next("BYE"), 200, "");

        gateway.answerWithAudio(invite, 200, "late", AUDIO);

        assertThat(gateway.next("ACK").to().tag()).isEqualTo("late");
        gateway.answer(gateway.next("BYE"), 200, "");
        gateway.isSilent();
    }

    @Test
    void aGatewayThatRingsTooManyTelephonesStillHasItsCallTaken() {
        call();
        SipRequest invite = gateway.next("INVITE");
        for (int i = 0; i < 100; i++) {
            gateway.answer(invite, 180, "ringing-" + i);
        }

        gateway.accept(invite);

        assertThat(heard.events).containsExactly("ringing", "answered PCMA");
    }

    @Test
    void requestsFollowTheRouteThatTheAnswerTook() {
        OutgoingCall call = call();

        SipRequest ack = gateway.accept(
                gateway.next("INVITE"),
                "Record-Route: <sip:192.0.2.21:5061;lr>",
                "Record-Route: <sip:192.0.2.20;lr>",
                "Contact: <sip:callee@phone.invalid:5070>");
        call.hangUp();
        Sent bye = gateway.next();

        assertThat(ack.uri()).isEqualTo("sip:callee@phone.invalid:5070");
        assertThat(FakeGateway.routes(ack)).containsExactly("<sip:192.0.2.20;lr>", "<sip:192.0.2.21:5061;lr>");
        assertThat(FakeGateway.routes(bye.message())).isEqualTo(FakeGateway.routes(ack));
        assertThat(bye.to().getAddress().getHostAddress()).isEqualTo("192.0.2.20");
        assertThat(bye.to().getPort()).isEqualTo(5060);
    }

    @Test
    void aRouterOfTheOldSortStandsInTheFirstLine() {
        call();

        SipRequest ack = gateway.accept(
                gateway.next("INVITE"), "Record-Route: <sip:192.0.2.20>", "Contact: <sip:callee@192.0.2.9>");

        assertThat(ack.uri()).isEqualTo("sip:192.0.2.20");
        assertThat(FakeGateway.routes(ack)).containsExactly("<sip:callee@192.0.2.9>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sip:callee@phone.example.test>", "<sip:callee@127.0.0.1>", "<tel:+7095>", "nonsense"})
    void whatCannotOrMustNotBeReachedIsReachedThroughTheGateway(String contact) {
        call();
        gateway.answerWithAudio(gateway.next("INVITE"), 200, "phone", AUDIO, "Contact: " + contact);

        assertThat(gateway.next().to()).isEqualTo(FakeGateway.PLACE);
    }

    @Test
    void isReachedWhereTheGatewaySeesUs() {
        call();
        SipRequest invite = gateway.next("INVITE");
        SipResponse challenge = invite.answer(407, "Prove It", "g");
        String via = invite.headers().required(Header.VIA).replace(";rport", ";rport=40000;received=198.51.100.4");
        Headers headers = challenge.headers().toBuilder()
                .set(Header.VIA, via)
                .add("Proxy-Authenticate", MD5.substring("Proxy-Authenticate: ".length()))
                .build();

        gateway.receive(challenge.with(headers, ""));

        gateway.next("ACK");
        assertThat(gateway.next("INVITE").headers().required(Header.CONTACT))
                .isEqualTo("<sip:dialer1@198.51.100.4:40000>");
    }

    @Test
    void whatIsHeardBeforeAnAnswerIsNoAnswer() {
        call();
        SipRequest invite = gateway.next("INVITE");

        gateway.answerWithAudio(invite, 183, "phone", AUDIO);
        gateway.answerWithAudio(invite, 183, "phone", AUDIO);
        gateway.answer(invite, 480, "phone");

        assertThat(heard.events).containsExactly("early PCMA", "ended NO_ANSWER by FAR_END");
    }

    @Test
    void audioThatWasSettledEarlyNeedNotBeToldAgain() {
        call();
        SipRequest invite = gateway.next("INVITE");
        gateway.answerWithAudio(invite, 183, "phone", AUDIO);

        gateway.answer(invite, 200, "phone");

        gateway.next("ACK");
        assertThat(heard.events).containsExactly("early PCMA", "answered PCMA");
    }

    @Test
    void whereBothHaveNothingInCommonTheCallIsEnded() {
        call();
        SipRequest invite = gateway.next("INVITE");

        gateway.answerWithAudio(invite, 200, "phone", audio("m=audio 4000 RTP/AVP 18"));

        gateway.next("ACK");
        gateway.answer(gateway.next("BYE"), 200, "");
        assertThat(heard.events).containsExactly("ended NO_COMMON_AUDIO by US");
    }

    @Test
    void anAnswerWithoutAudioIsEnded() {
        call();

        gateway.answer(gateway.next("INVITE"), 200, "phone");

        gateway.next("ACK");
        gateway.answer(gateway.next("BYE"), 200, "");
        assertThat(heard.events).containsExactly("ended NO_COMMON_AUDIO by US");
    }

    @Test
    void progressThatIsToBeConfirmedIs() {
        call();
        SipRequest invite = gateway.next("INVITE");
        String contact = "Contact: " + PHONE_CONTACT;

        gateway.answer(invite, 180, "phone", "Require: 100rel", "RSeq: 2147483600", contact);
        SipRequest first = gateway.next("PRACK");
        gateway.answer(first, 200, "");
        gateway.answer(invite, 180, "phone", "Require: 100rel", "RSeq: 2147483600", contact);
        gateway.answerWithAudio(invite, 183, "phone", AUDIO, "Require: 100rel", "RSeq: 2147483602", contact);
        gateway.isSilent();
        gateway.answerWithAudio(invite, 183, "phone", AUDIO, "Require: 100rel", "RSeq: 2147483601", contact);
        SipRequest second = gateway.next("PRACK");
        gateway.answer(second, 200, "");

        assertThat(first.headers().required(Header.RACK)).isEqualTo("2147483600 1 INVITE");
        assertThat(first.uri()).isEqualTo("sip:callee@192.0.2.9:5070");
        assertThat(second.headers().required(Header.RACK)).isEqualTo("2147483601 1 INVITE");
        assertThat(second.cseq().number()).isEqualTo(3);
        assertThat(heard.events).containsExactly("ringing", "early PCMA");
    }

    @Test
    void noCallLastsForEver() {
        call();
        gateway.accept(gateway.next("INVITE"));

        gateway.pass(Duration.ofMinutes(10));

        gateway.answer(gateway.next("BYE"), 200, "");
        assertThat(heard.events).containsExactly("answered PCMA", "ended ANSWERED by US");
    }

    @Test
    void aLongerSessionIsAskedForIfTheGatewayWantsIt() {
        call();

        gateway.answer(gateway.next("INVITE"), 422, "g", "Min-SE: 1800");

        gateway.next("ACK");
        SipRequest second = gateway.next("INVITE");
        assertThat(second.headers().required(Header.SESSION_EXPIRES)).isEqualTo("1800");
        gateway.answer(second, 422, "g", "Min-SE: 3600");
        gateway.next("ACK");
        gateway.isSilent();
        assertThat(heard.events).containsExactly("ended GATEWAY_FAILED by FAR_END");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:+7095>;x=y", "sip:a b@gw", "tel:+7095", "", "sip:a@b\r\nRoute: <sip:evil>"})
    void nobodyIsCalledWhoIsNoUri(String callee) {
        assertThatThrownBy(() -> call(callee, null)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void anAnswerThatIsForSomebodyElseIsDropped() {
        call();
        SipRequest invite = gateway.next("INVITE");
        SipResponse busy = invite.answer(486, "Busy", "g");
        Headers doubled = busy.headers().toBuilder()
                .add(Header.VIA, "SIP/2.0/UDP 192.0.2.77;branch=z9hG4bK-x")
                .build();

        gateway.receive(busy.with(doubled, ""));
        gateway.receive(busy.with(
                busy.headers().toBuilder()
                        .set(Header.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-guess")
                        .build(),
                ""));

        assertThat(heard.events).isEmpty();
        assertThat(NameAddress.of(invite.headers().required(Header.FROM)).tag()).isNotNull();
    }
}
