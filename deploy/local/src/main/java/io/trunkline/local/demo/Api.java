package io.trunkline.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Speaks to the gateway and writes down what was said. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Seldom enough to stay below the gateway's limit of requests. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(20);

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client;
    private final URI gateway;
    private final Transcript transcript;

    Api(HttpClient client, URI gateway, Transcript transcript) {
        this.client = client;
        this.gateway = gateway;
        this.transcript = transcript;
    }

    Call get(String path) {
        return new Call("GET", path);
    }

    Call post(String path) {
        return new Call("POST", path);
    }

    Call put(String path) {
        return new Call("PUT", path);
    }

    Call delete(String path) {
        return new Call("DELETE", path);
    }

    /** A request in the making. */
    final class Call {

        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String body = "";
        private String shownBody = "";
        private String shownPath;

        private Call(String method, String path) {
            this.method = method;
            this.path = path;
            this.shownPath = path;
        }

        /** Keeps a part of the path out of the transcript. */
        Call hiding(String secret) {
            shownPath = path.replace(secret, "***");
            return this;
        }

        Call as(Person caller) {
            headers.put("Authorization", "Bearer " + caller.accessToken());
            return this;
        }

        Call idempotencyKey(String key) {
            headers.put("Idempotency-Key", key);
            return this;
        }

        Call json(Map<String, ?> content) {
            try {
                body = MAPPER.writeValueAsString(content);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("The demo's own requests are JSON", impossible);
            }
            shownBody = Masking.json(body);
            headers.put("Content-Type", "application/json");
            return this;
        }

        Call csv(String lines) {
            body = lines;
            shownBody = lines.strip();
            headers.put("Content-Type", "text/csv");
            return this;
        }

        Call form(Map<String, String> parameters) {
            StringJoiner form = new StringJoiner("&");
            parameters.forEach(
                    (name, value) -> form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
            body = form.toString();
            shownBody = Masking.form(body);
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            return this;
        }

        /**
         * Sends it and writes it down.
         *
         * @param shown the fields of the answer worth showing, as JSON pointers
         * @throws Difference if another status comes
         * @throws IOException if nothing comes
         */
        Answer expect(int status, String... shown) throws IOException, InterruptedException {
            writeRequest();
            Answer answer = send();
            writeAnswer(answer, status, shown);
            return answer;
        }

        /** The same where two statuses may come. */
        Answer expectOneOf(int status, int other) throws IOException, InterruptedException {
            writeRequest();
            Answer answer = send();
            writeAnswer(answer, answer.status() == other ? other : status);
            return answer;
        }

        /**
         * Sends it again and again until the answer fits; writes it down once.
         *
         * @throws Difference if it does not in time
         */
        Answer expectUntil(Duration patience, int status, Predicate<Answer> fits)
                throws IOException, InterruptedException {
            writeRequest();
            long started = System.nanoTime();
            Answer answer = send();
            while (answer.status() == status && !fits.test(answer)) {
                if (System.nanoTime() - started > patience.toNanos()) {
                    throw new Difference(
                            "%s %s: not as expected within %d s".formatted(method, shownPath, patience.toSeconds()));
                }
                Thread.sleep(ASK_AGAIN.multipliedBy(10));
                answer = send();
            }
            writeAnswer(answer, status);
            return answer;
        }

        /**
         * Sends it again and again until the status comes; writes it down once.
         *
         * @throws Difference if it does not come in time
         */
        Answer expectWithin(Duration patience, int status, String... shown) throws IOException, InterruptedException {
            writeRequest();
            long started = System.nanoTime();
            Answer answer = send();
            while (answer.status() != status && System.nanoTime() - started < patience.toNanos()) {
                Thread.sleep(ASK_AGAIN);
                answer = send();
            }
            transcript.note("after %d ms"
                    .formatted(Duration.ofNanos(System.nanoTime() - started).toMillis()));
            writeAnswer(answer, status, shown);
            return answer;
        }

        private Answer send() throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                    .timeout(PATIENCE)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            headers.forEach(request::header);
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        }

        private void writeRequest() {
            @Nullable String key = headers.get("Idempotency-Key");
            String token = headers.containsKey("Authorization") ? "  Authorization: Bearer ***" : "";
            transcript.request(
                    method + " " + shownPath + token + (key == null ? "" : "  Idempotency-Key: " + key), shownBody);
        }

        private void writeAnswer(Answer answer, int status, String... shown) {
            if (answer.status() != status) {
                transcript.answer(answer.status() + "  " + Masking.json(answer.body()));
                throw new Difference(
                        "%s %s: expected %d, came %d".formatted(method, shownPath, status, answer.status()));
            }
            StringJoiner line = new StringJoiner("  ");
            line.add("" + answer.status());
            for (String pointer : shown) {
                String name = pointer.substring(1);
                line.add(name + "=" + (Masking.isSecret(name) ? "***" : answer.text(pointer)));
            }
            transcript.answer(line.toString());
        }
    }
}
