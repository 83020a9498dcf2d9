package io.trunkline.smsproxy.interaction;

import static org.hamcrest.Matchers.hasSize;

import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class RetentionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Retention retention;

    @Inject
    Phones phones;

    @Inject
    TestClock clock;

    @AfterEach
    void setTheClockRight() {
        clock.reset();
    }

    @Test
    void whatIsOldIsForgottenAndWhatIsNotStays() {
        Owner owner = Owner.any();
        owner.numbers(2);
        Conversation over = owner.conversation();
        Conversation open = owner.conversation();
        phones.got(over.b(), 1);
        owner.request().delete("/v1/proxy-sessions/" + over.id()).then().statusCode(200);
        phones.got(over.b(), 2);

        clock.advance(Duration.ofDays(89));
        retention.forgetOld().await().atMost(PATIENCE);
        clock.reset();
        owner.get("/v1/proxy-sessions/" + over.id() + "/interactions").then().body("items", hasSize(4));

        clock.advance(Duration.ofDays(91));
        retention.forgetOld().await().atMost(PATIENCE);
        clock.reset();
        owner.get("/v1/proxy-sessions/" + over.id() + "/interactions").then().body("items", hasSize(0));
        owner.get("/v1/proxy-sessions/" + over.id()).then().body("participants", hasSize(0));
        owner.get("/v1/proxy-sessions/" + open.id()).then().body("participants", hasSize(2));
    }
}
