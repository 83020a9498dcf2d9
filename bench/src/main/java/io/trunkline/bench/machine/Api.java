package io.trunkline.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A service as its users see it: requests of one account, each of which has to succeed. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String token;

    /** @param url of the service, without a path */
    public Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** As somebody who has that role only. */
    public static Api as(Machine machine, Machine.Service service, String role) {
        return as(machine, service, UUID.randomUUID(), role);
    }

    public static Api as(Machine machine, Machine.Service service, UUID account, String role) {
        return new Api(service.url(), machine.issuer().tokenOf(account, role));
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).GET(), 200, BodyHandlers.ofString()));
    }

    public byte[] file(String path) throws IOException, InterruptedException {
        return send(request(path).GET(), 200, BodyHandlers.ofByteArray());
    }

    /** Every item of a list, page by page. */
    public List<JsonNode> list(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String first = path + (path.contains("?") ? "&" : "?") + "limit=100";
        JsonNode page = get(first);
        page.get("items").forEach(items::add);
        while (page.hasNonNull("next")) {
            page = get(first + "&cursor=" + page.get("next").textValue());
            page.get("items").forEach(items::add);
        }
        return items;
    }

    /** @throws IOException if the answer has another status */
    public String post(String path, String json, int status) throws IOException, InterruptedException {
        return post(path, json, "application/json", status);
    }

    /** @throws IOException if the answer has another status */
    public String post(String path, String body, String type, int status) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request, status, BodyHandlers.ofString());
    }

    /** @throws IOException if the answer has another status */
    public void put(String path, int status) throws IOException, InterruptedException {
        send(request(path).PUT(HttpRequest.BodyPublishers.noBody()), status, BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE);
    }

    private static <T> T send(HttpRequest.Builder builder, int status, BodyHandler<T> body)
            throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<T> response = HTTP.send(request, body);
        if (response.statusCode() != status) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
