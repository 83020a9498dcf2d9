package io.trunkline.smsproxy.carrier.smpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code peers/smsc}: a centre in a process of its own, written in another language. */
final class PeerCentre implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;
    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();

    private PeerCentre(Process process, JsonNode ports) {
        this.process = process;
        this.port = ports.get("smpp").intValue();
        this.control = URI.create("http://127.0.0.1:" + ports.get("http").intValue());
    }

    /** In {@code smsc} of the folder that {@code trunkline.peers} names. */
    static PeerCentre start() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("trunkline.peers"), "smsc").toAbsolutePath();
        if (Files.notExists(folder.resolve("node_modules"))) {
            install(folder);
        }
        Process process = new ProcessBuilder("node", "smsc.js")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(UTF_8);
        return new PeerCentre(process, JSON.readTree(said.readLine()));
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (npm.waitFor() != 0) {
            throw new IllegalStateException("npm ci failed in " + folder);
        }
    }

    int port() {
        return port;
    }

    JsonNode messages() {
        return call(HttpRequest.newBuilder(control.resolve("/messages")));
    }

    /** How the paced source stands. */
    JsonNode source() {
        return call(HttpRequest.newBuilder(control.resolve("/source")));
    }

    int count(String counter) {
        return call(HttpRequest.newBuilder(control.resolve("/state")))
                .get(counter)
                .intValue();
    }

    void settings(String json) {
        order("settings", json);
    }

    JsonNode order(String what, String json) {
        return call(HttpRequest.newBuilder(control.resolve("/" + what))
                .POST(HttpRequest.BodyPublishers.ofString(json, UTF_8)));
    }

    private JsonNode call(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(new String(response.body(), UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (IOException | InterruptedException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }
}
