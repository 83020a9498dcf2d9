package io.trunkline.smsproxy.carrier.http;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.OutgoingSms;

/** Failures in our words, since a carrier's own may quote the number. */
public final class ApiFailures {

    private ApiFailures() {}

    /** What an HTTP status means where the carrier's code says no more. */
    public static CarrierFailure byStatus(ApiAnswer answer, String code) {
        return switch (answer.status()) {
            case 429 -> throttled(answer, code);
            // The account or its settings are at fault, not the message: it can go when an operator has mended them.
            case 301, 302, 303, 307, 308, 401, 402, 404, 405 -> busy(answer, code);
            // Not taken, by their definition.
            case 408, 425, 503 -> busy(answer, code);
            default -> answer.status() >= 400 && answer.status() < 500 ? rejected(code) : unknown(code);
        };
    }

    public static CarrierFailure rejected(String code) {
        return CarrierFailure.rejected(code, "The carrier has refused the message");
    }

    public static CarrierFailure optedOut(String code) {
        return CarrierFailure.optedOut(code, "The recipient has told the carrier to stop");
    }

    public static CarrierFailure busy(ApiAnswer answer, String code) {
        return CarrierFailure.busy(code, "The carrier does not take the message now", answer.retryAfter());
    }

    public static CarrierFailure throttled(ApiAnswer answer, String code) {
        return CarrierFailure.throttled(code, "The carrier takes no messages for a while", answer.retryAfter());
    }

    public static CarrierFailure unknown(String code) {
        return CarrierFailure.unknown(code, "The carrier has failed, perhaps after taking the message", null);
    }

    /** @throws CarrierFailure if something is attached */
    public static void refuseMedia(OutgoingSms sms) {
        if (!sms.media().isEmpty()) {
            throw CarrierFailure.rejected("media", "This way to the carrier takes texts only");
        }
    }
}
