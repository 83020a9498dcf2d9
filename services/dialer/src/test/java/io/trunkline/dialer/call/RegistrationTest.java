package io.trunkline.dialer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.sip.Credentials;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Registration;
import io.trunkline.dialer.sip.SipRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway that calls only for whom it knows. */
class RegistrationTest {

    private static final String CHALLENGE =
            "WWW-Authenticate: Digest realm=\"gw.example.test\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";

    private final FakeGateway gateway = new FakeGateway();
    private final List<String> heard = new ArrayList<>();
    private final Registration registration = Registration.start(
            gateway.agent,
            FakeGateway.PLACE,
            "sip:dialer1@gw.example.test",
            new Credentials("dialer1", "s3cret"),
            600,
            new Registration.Listener() {
                @Override
                public void registered() {
                    heard.add("registered");
                }

                @Override
                public void failed(int status) {
                    heard.add("failed " + status);
                }
            });

    @AfterEach
    void nothingIsKept() {
        registration.stop();
        gateway.passSeconds(200);
        assertThat(gateway.agent.kept()).isZero();
        assertThat(gateway.timers.size()).isZero();
    }

    @Test
    void provesWhoWeAreAndIsKnown() {
        SipRequest first = gateway.next("REGISTER");
        gateway.answer(first, 401, "g", CHALLENGE);
        SipRequest second = gateway.next("REGISTER");

        gateway.answer(second, 200, "g");

        assertThat(first.uri()).isEqualTo("sip:gw.example.test");
        assertThat(first.headers().required(Header.CONTACT)).isEqualTo("<sip:dialer1@192.0.2.1:5060>;expires=600");
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.cseq().number()).isEqualTo(2);
        assertThat(second.headers().required(Header.AUTHORIZATION)).contains("username=\"dialer1\"");
        assertThat(heard).containsExactly("registered");
    }

    /** At 85 % of the time. */
    @ParameterizedTest
    @CsvSource({
        "'Contact: <sip:dialer1@192.0.2.1:5060>;expires=100', 85",
        "Expires: 200, 170",
        "'Contact: <sip:dialer1@192.0.2.99>;expires=100', 510",
        "'Contact: <sip:dialer1@192.0.2.1:5060>;expires=0', 8"
    })
    void comesBackBeforeItIsForgotten(String line, int seconds) {
        gateway.answer(gateway.next("REGISTER"), 200, "g", line);

        gateway.passSeconds(seconds);
        gateway.passSeconds(1);

        assertThat(gateway.next("REGISTER").cseq().number()).isEqualTo(2);
    }

    @Test
    void doesNotComeBackMuchEarlier() {
        gateway.answer(gateway.next("REGISTER"), 200, "g", "Expires: 200");

        gateway.passSeconds(169);

        gateway.isSilent();
    }

    @Test
    void asksForLongerIfItHasTo() {
        gateway.answer(gateway.next("REGISTER"), 423, "g", "Min-Expires: 3600");

        SipRequest second = gateway.next("REGISTER");
        assertThat(second.headers().required(Header.EXPIRES)).isEqualTo("3600");
        gateway.answer(second, 423, "g", "Min-Expires: 3600");
        gateway.isSilent();
        assertThat(heard).containsExactly("failed 423");
    }

    @Test
    void triesLessAndLessOften() {
        gateway.answer(gateway.next("REGISTER"), 503, "g");
        gateway.passSeconds(10);
        gateway.answer(gateway.next("REGISTER"), 403, "g");
        gateway.passSeconds(19);
        gateway.isSilent();
        gateway.passSeconds(1);
        gateway.next("REGISTER");

        gateway.passSeconds(32);

        assertThat(heard).containsExactly("failed 503", "failed 403", "failed 0");
        gateway.drain();
    }

    @Test
    void saysGoodbye() {
        gateway.answer(gateway.next("REGISTER"), 200, "g");

        registration.stop();
        registration.stop();

        SipRequest goodbye = gateway.next("REGISTER");
        assertThat(goodbye.headers().required(Header.CONTACT)).endsWith(";expires=0");
        gateway.answer(goodbye, 200, "g");
        gateway.isSilent();
        assertThat(heard).containsExactly("registered");
    }
}
