package io.trunkline.smsproxy.carrier.http;

import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier's API has answered.
 *
 * @param retryAfter how long it wants to be left alone; null if it does not say
 */
public record ApiAnswer(int status, @Nullable Duration retryAfter, Buffer body) {

    /** What is stored as a code: anything else that stands in its place may be a text with numbers in it. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,50}");

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Without any fields if it is not a JSON object. */
    public JsonFields json() {
        try {
            return new JsonFields(Json.read(body));
        } catch (WebhookRefused unreadable) {
            return JsonFields.NONE;
        }
    }

    /** The carrier's code if it looks like one, else the HTTP status. */
    public String codeOr(@Nullable String carriersCode) {
        return carriersCode != null && CODE.matcher(carriersCode).matches() ? carriersCode : String.valueOf(status);
    }

    /**
     * The message under the id that the answer has for it.
     *
     * @throws CarrierFailure if there is none: then nobody knows what the carrier has done
     */
    public Accepted acceptedAs(@Nullable String messageId) {
        return Accepted.as(knownId(messageId));
    }

    /** An id in a successful answer; likewise. */
    public String knownId(@Nullable String messageId) {
        if (messageId == null || !Fields.isIdentifier(messageId)) {
            throw CarrierFailure.unknown(
                    String.valueOf(status), "The carrier's answer names no message", /* cause= */ null);
        }
        return messageId;
    }

    @Override
    public String toString() {
        return "ApiAnswer[" + status + ", " + body.length() + " bytes]";
    }
}
