package io.trunkline.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.smsc.Inbox;
import io.trunkline.simulators.smsc.SmppClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole program, with a client as sms-proxy is one. */
class SimulatorsTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final SmppClient client = new SmppClient();
    private final Inbox inbox = new Inbox();
    private Simulators simulators;

    @BeforeEach
    void start() throws IOException {
        simulators = Simulators.start(new Settings(0, 0, "suite", "secret-8", 0, null), Clock.systemUTC());
        client.setMessageReceiverListener(inbox);
        client.bind(simulators.smppPort(), BindType.BIND_TRX, "suite", "secret-8");
    }

    @AfterEach
    void stop() {
        client.close();
        simulators.close();
        http.close();
    }

    @Test
    void whatTheClientSendsIsShownOnTheTelephone() throws Exception {
        client.submitText("Your code: 4711");

        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(at("/messages?to=%2B447700900123")).build());
        JsonNode messages = EventJson.MAPPER.readTree(answer.body());
        assertThat(messages.findValuesAsText("text")).containsExactly("Your code: 4711");
        assertThat(messages.findValuesAsText("from")).containsExactly("Trunkline");
    }

    @Test
    void whatIsWrittenOnTheTelephoneReachesTheClient() throws Exception {
        HttpRequest written = HttpRequest.newBuilder(at("/messages"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"from\":\"+447700900123\",\"to\":\"+447700900001\",\"text\":\"Hello\"}"))
                .build();

        assertThat(send(written).statusCode()).isEqualTo(202);
        assertThat(inbox.texts()).containsExactly("Hello");
    }

    @Test
    void doesNotStartWhereAPortIsTaken() {
        Settings taken = new Settings(0, simulators.pagePort(), "suite", "secret-8", 0, null);

        assertThatThrownBy(() -> Simulators.start(taken, Clock.systemUTC())).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + simulators.pagePort() + path);
    }
}
