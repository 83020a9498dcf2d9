package io.trunkline.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.NameResolver;
import io.trunkline.kit.address.OutsideAddresses.AddressRefused;
import io.trunkline.kit.address.TestAddresses;
import io.trunkline.kit.webhook.WebhookClient.PlainHttpRefused;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with a certificate for hooks.example.test, as a name server of the test's own has it on this machine. */
class WebhookClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "of-a-store-that-lives-for-a-test";

    @TempDir
    static Path folder;

    private static JksOptions store;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<String> addresses = new ArrayDeque<>();
    private HttpServer server;
    private WebhookClient client;

    @BeforeAll
    static void makeACertificate() throws IOException, InterruptedException {
        Path file = folder.resolve("hooks.jks");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks",
                        "-ext",
                        "san=dns:hooks.example.test",
                        "-storetype",
                        "JKS",
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        store = new JksOptions().setPath(file.toString()).setPassword(PASSWORD);
    }

    @BeforeEach
    void open() {
        server = vertx.createHttpServer(
                new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(store));
        NameResolver resolver = host -> Uni.createFrom().item(List.of(InetAddress.ofLiteral(addresses.remove())));
        client = client(resolver, "127.0.0.0/8");
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private WebhookClient client(NameResolver resolver, String... allowed) {
        return new WebhookClient(
                vertx,
                TestAddresses.outside(resolver, allowed),
                Settings.with(Map.of("answer", "PT1S")),
                new HttpClientOptions().setTrustOptions(store));
    }

    private void serve(Handler<HttpServerRequest> handler) {
        server.requestHandler(request -> {
                    requests.add(request);
                    handler.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private WebhookAnswer post(String host) {
        return begin(host).await().atMost(PATIENCE);
    }

    private Uni<WebhookAnswer> begin(String host) {
        URI url = URI.create("https://" + host + ":" + server.actualPort() + "/hook?a=b");
        return client.post(url, Map.of("webhook-id", "1"), Buffer.buffer("{}"), PATIENCE);
    }

    /** Fails if neither an answer nor its absence is known in the end. */
    private static boolean isAnswered(Uni<WebhookAnswer> post) {
        return post.replaceWith(true).onFailure().recoverWithItem(false).await().atMost(PATIENCE);
    }

    @Test
    void theServerSeesItsNameAtTheCheckedAddress() {
        serve(request -> request.response().setStatusCode(202).end("taken"));
        addresses.add("127.0.0.1");

        WebhookAnswer answer = post("hooks.example.test");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).hasToString("taken");
        HttpServerRequest request = requests.getFirst();
        assertThat(request.uri()).isEqualTo("/hook?a=b");
        assertThat(request.getHeader("webhook-id")).isEqualTo("1");
        assertThat(request.getHeader("host")).isEqualTo("hooks.example.test:" + server.actualPort());
        assertThat(request.connection().indicatedServerName()).isEqualTo("hooks.example.test");
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() {
        serve(request -> request.response().end());
        addresses.add("127.0.0.1");

        assertThatThrownBy(() -> post("other.example.test")).hasStackTraceContaining("other.example.test");

        assertThat(requests).isEmpty();
    }

    @Test
    void aNameThatTurnsInwardIsNotFollowed() {
        serve(request -> request.response().end());
        addresses.addAll(List.of("127.0.0.1", "10.0.0.1"));

        post("hooks.example.test");
        assertThatThrownBy(() -> post("hooks.example.test")).isInstanceOf(AddressRefused.class);

        // Asked once for each call: nobody has asked again between the check and the connection.
        assertThat(addresses).isEmpty();
        assertThat(requests).hasSize(1);
    }

    @Test
    void aRedirectIsAnAnswerLikeAnyOther() {
        serve(request -> request.response()
                .setStatusCode(307)
                .putHeader("location", "/elsewhere")
                .end());
        addresses.add("127.0.0.1");

        assertThat(post("hooks.example.test").status()).isEqualTo(307);

        assertThat(requests).hasSize(1);
    }

    @Test
    void anAnswerMayBeSixtyFourKibLong() {
        serve(request -> request.response().end("x".repeat(WebhookClient.LARGEST_ANSWER)));
        addresses.add("127.0.0.1");

        assertThat(post("hooks.example.test").body().length()).isEqualTo(WebhookClient.LARGEST_ANSWER);
    }

    @Test
    void aLongerOneIsNone() {
        serve(request -> request.response().end("x".repeat(WebhookClient.LARGEST_ANSWER + 1)));
        addresses.add("127.0.0.1");

        assertThat(isAnswered(begin("hooks.example.test"))).isFalse();
    }

    @Test
    void aServerThatSaysNothingHasNotAnswered() {
        serve(request -> {});
        addresses.add("127.0.0.1");

        assertThat(isAnswered(begin("hooks.example.test"))).isFalse();
    }

    @Test
    void norHasOneThatNeverStopsTalking() {
        serve(request -> {
            request.response().setChunked(true).write("x");
            vertx.setPeriodic(100, more -> {
                if (!request.response().closed()) {
                    request.response().write("x");
                }
            });
        });
        addresses.add("127.0.0.1");

        assertThat(isAnswered(begin("hooks.example.test"))).isFalse();
    }

    @Test
    void plainHttpGoesNoFurtherThanTheSettingsAllow() {
        addresses.add("93.184.216.34");

        Uni<WebhookAnswer> post =
                client.post(URI.create("http://example.org/hook"), Map.of(), Buffer.buffer("{}"), PATIENCE);

        assertThatThrownBy(() -> post.await().atMost(PATIENCE)).isInstanceOf(PlainHttpRefused.class);
    }

    @Test
    void aNameThatNobodyResolvesInTimeIsGivenUp() {
        WebhookClient waiting = client(host -> Uni.createFrom().nothing());

        assertThat(isAnswered(waiting.post(
                        URI.create("https://example.org/"), Map.of(), Buffer.buffer(), Duration.ofMillis(100))))
                .isFalse();
    }
}
