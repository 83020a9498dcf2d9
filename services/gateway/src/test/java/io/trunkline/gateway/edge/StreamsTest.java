package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.gateway.Client;
import io.trunkline.gateway.EdgeTest;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamsTest extends EdgeTest {

    private static final String END = "<end>";

    private final UUID account = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final String token = TestTokens.of(account, session, "user");

    private void revoke() {
        Topics.publish(new SessionEvent.Revoked(session, account, SessionEvent.Reason.ENDED_BY_OWNER, Instant.now()));
    }

    @Test
    void aBodyReachesTheServiceWhileItIsBeingSentAndTheAnswerComesBackMeanwhile() throws IOException {
        try (Socket socket = client.connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(("POST /v1/account/echo HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + token
                            + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nfirst\r\n")
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(Client.until(in, "first")).startsWith("HTTP/1.1 200 ");

            out.write("4\r\nlast\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(Client.untilClosed(in)).contains("last");
        }
    }

    private InputStream events(String token) {
        HttpResponse<InputStream> response = client.send(
                client.request("/v1/account/events", token).header("Accept", "text/event-stream"),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void anEventArrivesWhileTheStreamGoesOn() throws IOException {
        try (InputStream events = events(token)) {
            assertThat(Client.until(events, "\n\n")).isEqualTo("data: begun\n\n");
        }
    }

    @Test
    void theServiceHearsWhenAClientLeaves() throws IOException {
        int before = left();
        try (InputStream events = events(token)) {
            Client.until(events, "\n\n");
        }

        await().until(() -> left() > before);
    }

    private int left() {
        return Integer.parseInt(client.get("/oauth2/events-left").body());
    }

    @Test
    void anEventStreamEndsWithItsSession() throws IOException {
        InputStream events = events(token);
        Client.until(events, "\n\n");

        revoke();

        await().untilAsserted(() ->
                Assertions.assertThatThrownBy(events::readAllBytes).isInstanceOf(IOException.class));
    }

    @Test
    void aSessionHasOnlySoManyStreams() throws IOException {
        try (InputStream first = events(token);
                InputStream second = events(token)) {
            Client.until(first, "\n\n");
            Client.until(second, "\n\n");

            HttpResponse<String> third =
                    client.send(client.request("/v1/account/events", token).header("Accept", "text/event-stream"));

            assertThat(third.statusCode()).isEqualTo(429);
        }
        await().until(() -> {
            try (InputStream again = events(TestTokens.of(account, session))) {
                return Client.until(again, "\n\n").startsWith("data");
            }
        });
    }

    private static final class Messages implements WebSocket.Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            received.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            received.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            received.add(END);
        }

        String next() throws InterruptedException {
            String message = received.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("the next message").isNotNull();
            return message;
        }
    }

    private WebSocket.Builder socket() {
        return Client.http().newWebSocketBuilder();
    }

    private URI socketAddress(String path) {
        return URI.create("ws://" + client.gateway().getAuthority() + path);
    }

    @Test
    void passesAWebSocketThrough() throws InterruptedException {
        Messages messages = new Messages();
        WebSocket socket = socket().header("Authorization", "Bearer " + token)
                .buildAsync(socketAddress("/v1/account/socket"), messages)
                .join();

        assertThat(messages.next()).isEqualTo("Bearer " + token + " null");
        socket.sendText("hello", true).join();
        assertThat(messages.next()).isEqualTo("hello");
        socket.sendText("x".repeat(30_000), true).join();
        StringBuilder long1 = new StringBuilder();
        while (long1.length() < 30_000) {
            long1.append(messages.next());
        }
        assertThat(long1.toString()).isEqualTo("x".repeat(30_000));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        assertThat(messages.next()).isEqualTo(END);
    }

    @Test
    void aBrowserPutsItsTokenAmongTheSubprotocols() throws InterruptedException {
        Messages messages = new Messages();
        WebSocket socket = socket().subprotocols("bearer", token)
                .buildAsync(socketAddress("/v1/account/socket"), messages)
                .join();

        assertThat(socket.getSubprotocol()).isEqualTo("bearer");
        assertThat(messages.next()).isEqualTo("Bearer " + token + " null");
        socket.abort();
    }

    @Test
    void aWebSocketNeedsATokenToo() {
        Assertions.assertThatThrownBy(() -> socket().buildAsync(socketAddress("/v1/account/socket"), new Messages())
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(java.net.http.WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @Test
    void passesTheServicesRefusalOn() {
        Assertions.assertThatThrownBy(() -> socket().header("Authorization", "Bearer " + token)
                        .buildAsync(socketAddress("/v1/account/no-socket"), new Messages())
                        .join())
                .cause()
                .isInstanceOfSatisfying(java.net.http.WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
    }

    @Test
    void aWebSocketEndsWithItsSession() throws InterruptedException {
        Messages messages = new Messages();
        socket().header("Authorization", "Bearer " + token)
                .buildAsync(socketAddress("/v1/account/socket"), messages)
                .join();
        messages.next();

        revoke();

        assertThat(List.of(messages.next())).containsExactly(END);
    }
}
