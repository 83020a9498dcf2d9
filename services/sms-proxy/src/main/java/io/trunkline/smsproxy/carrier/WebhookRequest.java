package io.trunkline.smsproxy.carrier;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's request as it was signed.
 *
 * @param method in upper case
 * @param url as the carrier calls it: the public address, with path and query, whatever proxy stands between
 * @param headers by lower-case name
 * @param body raw; empty if there was none
 * @param clientAddress where it came from, a literal IP address
 */
public record WebhookRequest(
        String method, String url, Map<String, List<String>> headers, Buffer body, String clientAddress) {

    /** The first value of a header; null without it. */
    public @Nullable String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** The media type without its parameters, in lower case; empty without one. */
    public String mediaType() {
        String type = header("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }

    public String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Nothing of it: it carries numbers, texts and secrets. */
    @Override
    public String toString() {
        return "WebhookRequest[" + method + ", " + body.length() + " bytes]";
    }
}
