package io.trunkline.sessions;

import static io.restassured.RestAssured.get;
import static io.trunkline.sessions.Api.beginSignUp;
import static io.trunkline.sessions.Api.newPhone;
import static io.trunkline.sessions.Api.register;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.kit.testing.HeldTransaction;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Clients that hang up in the middle of a transaction must not take the pool's connections with them. */
@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class HangUpTest {

    /** More than the pool has connections. */
    private static final int CALLERS = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern OPEN_CONNECTIONS =
            Pattern.compile("(?m)^http_server_active_connections(?:\\{[^}]*})? ([0-9.]+)$");

    @Inject
    Pool pool;

    @Test
    void theServiceStillAnswersAfterManyHaveHungUp() throws IOException {
        UUID signUp = beginSignUp(newPhone(), null);
        List<Socket> callers = new ArrayList<>();
        try (HeldTransaction held = HeldTransaction.begin(pool)) {
            held.run("lock table sign_up in exclusive mode");
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(call("/v1/sign-ups/" + signUp + "/confirmation", "{\"code\":\"000000\"}"));
            }
            held.awaitWaiting(10);
            for (Socket caller : callers) {
                caller.close();
            }
            await().atMost(PATIENCE).until(() -> openConnections() < CALLERS / 4);
        }

        for (int time = 0; time < CALLERS; time++) {
            beginSignUp(newPhone(), null);
        }
        register();
    }

    private static double openConnections() {
        Matcher line = OPEN_CONNECTIONS.matcher(get("/q/metrics").asString());
        if (!line.find()) {
            throw new IllegalStateException("The service does not say how many connections are open");
        }
        return Double.parseDouble(line.group(1));
    }

    private static Socket call(String path, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + Api.newAddress()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
