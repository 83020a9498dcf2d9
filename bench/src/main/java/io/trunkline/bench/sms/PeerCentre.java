package io.trunkline.bench.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code peers/smsc}: the carrier. It delivers what writers write, and has what readers get. It ends with its standard input, so
 * that a benchmark that is killed does not leave it behind.
 */
final class PeerCentre implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("peers", "smsc").toAbsolutePath();

    private final Process process;
    private final int port;
    private final URI orders;
    private final HttpClient http = HttpClient.newHttpClient();

    private PeerCentre(Process process, JsonNode ports) {
        this.process = process;
        this.port = ports.get("smpp").intValue();
        this.orders = URI.create("http://127.0.0.1:" + ports.get("http").intValue());
    }

    /** Fetches what it stands on at the first time. */
    static PeerCentre start(String password) throws IOException, InterruptedException {
        if (Files.notExists(FOLDER.resolve("node_modules"))) {
            run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
        }
        Process process = builder("node", "smsc.js").start();
        PeerCentre centre =
                new PeerCentre(process, JSON.readTree(process.inputReader(UTF_8).readLine()));
        centre.order("settings", Map.of("password", password));
        return centre;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (builder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed in " + FOLDER);
        }
    }

    private static ProcessBuilder builder(String... command) {
        return new ProcessBuilder(command).directory(FOLDER.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    int port() {
        return port;
    }

    /** Brings so many texts of each conversation, each again until it is answered with ESME_ROK. */
    void bring(List<Conversation> conversations, int count, int perSecond) throws IOException, InterruptedException {
        List<Map<String, String>> written = conversations.stream()
                .map(conversation -> Map.of(
                        "from", digits(conversation.writer()),
                        "to", digits(conversation.number()),
                        "text", conversation.text("{n}")))
                .toList();
        order("source", Map.of("conversations", written, "count", count, "perSecond", perSecond));
    }

    /** How many texts of each conversation were answered with ESME_ROK: the first ones. */
    List<Integer> answered() throws IOException, InterruptedException {
        return JSON.convertValue(
                get("source").get("answered"),
                JSON.getTypeFactory().constructCollectionType(List.class, Integer.class));
    }

    /** How often one had to be offered again. */
    int unanswered() throws IOException, InterruptedException {
        return get("source").get("unanswered").intValue();
    }

    /** Messages that were handed in for readers, of whatever sort. */
    int accepted() throws IOException, InterruptedException {
        return get("state").get("accepted").intValue();
    }

    /** What readers have got, in its order: number it came from, number it went to, text. */
    JsonNode messages() throws IOException, InterruptedException {
        return get("messages");
    }

    /** As this centre writes numbers: their type says that they are international. */
    static String digits(String number) {
        return number.substring(1);
    }

    private JsonNode get(String what) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(orders.resolve("/" + what)));
    }

    private void order(String what, Map<String, ?> order) throws IOException, InterruptedException {
        call(HttpRequest.newBuilder(orders.resolve("/" + what))
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(order))));
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("The centre said: " + new String(response.body(), UTF_8));
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }
}
