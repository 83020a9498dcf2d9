package io.trunkline.kit.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/** An answer that has come to its end in time, and is no longer than anybody wants it. */
public record WholeAnswer(int status, MultiMap headers, Buffer body) {

    /**
     * Sends a request, and waits for the end of what comes back. An answer of any status is no failure; none in time is one, and
     * so is a longer one: then the connection is given up.
     *
     * @param patience for all of it, at least a millisecond
     * @param largest the most octets of a body
     */
    public static Future<WholeAnswer> to(
            Vertx vertx, HttpClientRequest request, Buffer content, Duration patience, int largest) {
        long timer = vertx.setTimer(patience.toMillis(), late -> request.reset());
        return request.send(content)
                .compose(response -> read(response, largest))
                .onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<WholeAnswer> read(HttpClientResponse response, int largest) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > largest) {
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return response.end().map(end -> new WholeAnswer(response.statusCode(), response.headers(), body));
    }
}
