package io.trunkline.smsproxy.carrier.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A POST to a carrier's API.
 *
 * @param path below the API's address
 * @param authorization the header's value; null for none
 */
public record ApiRequest(String path, @Nullable String authorization, String contentType, Buffer body) {

    public static final String JSON = "application/json";
    public static final String FORM = "application/x-www-form-urlencoded";

    public static ApiRequest json(String path, @Nullable String authorization, JsonNode body) {
        return new ApiRequest(path, authorization, JSON, Buffer.buffer(body.toString()));
    }

    public static ApiRequest form(String path, @Nullable String authorization, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new ApiRequest(path, authorization, FORM, Buffer.buffer(body));
    }

    public ApiRequest as(String otherContentType) {
        return new ApiRequest(path, authorization, otherContentType, body);
    }

    /** As a part of a path or of a form. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nothing of it but its place: it carries numbers, texts and secrets. */
    @Override
    public String toString() {
        return "ApiRequest[" + path + "]";
    }
}
