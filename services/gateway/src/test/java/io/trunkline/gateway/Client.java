package io.trunkline.gateway;

import io.trunkline.kit.testing.TestTokens;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** A client of the gateway: well behaved by {@link #send}, or with its own hands on the wire by {@link #raw}. */
public record Client(URI gateway) {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public static String aToken() {
        return TestTokens.of(UUID.randomUUID(), "user");
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    public HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path, token));
    }

    /** What the service says that it was asked. */
    public JsonObject told(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ended);
        }
    }

    public static HttpClient http() {
        return HTTP;
    }

    public Socket connect() throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends bytes as they are, and returns all that comes until the gateway hangs up. */
    public String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return untilClosed(socket.getInputStream());
        }
    }

    public static String untilClosed(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads until a text has come. */
    public static String until(InputStream in, String text) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int octet;
        while ((octet = in.read()) >= 0) {
            read.write(octet);
            String all = read.toString(StandardCharsets.ISO_8859_1);
            if (all.endsWith(text)) {
                return all;
            }
        }
        throw new AssertionError("It hung up after: " + read.toString(StandardCharsets.ISO_8859_1));
    }
}
