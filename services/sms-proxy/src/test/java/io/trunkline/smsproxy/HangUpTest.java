package io.trunkline.smsproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.trunkline.kit.testing.HangingUp;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Clients that hang up in mid-request must not take the pool's connections with them. */
@ProxyTest
class HangUpTest {

    /** Far more than the pool has connections. */
    private static final int TIMES = 60;

    @TestHTTPResource("/")
    URI service;

    @Inject
    Phones phones;

    @Test
    void theServiceStillAnswersAfterManyHaveHungUp() throws IOException {
        Owner owner = Owner.any();
        owner.numbers(TIMES + 1);

        for (int time = 0; time < TIMES; time++) {
            HangingUp.post(
                    service,
                    "/v1/proxy-sessions",
                    owner.token(),
                    "{\"participants\":[{\"number\":\"%s\"},{\"number\":\"%s\"}]}"
                            .formatted(Owner.newPhone(), Owner.newPhone()));
        }

        Conversation talk = owner.conversation();
        phones.write(talk.a(), talk.number(), "still there");
        assertThat(phones.texts(talk.b(), 2)).endsWith("still there");
    }
}
