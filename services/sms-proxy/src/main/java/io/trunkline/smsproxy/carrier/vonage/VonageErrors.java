package io.trunkline.smsproxy.carrier.vonage;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;
import io.trunkline.smsproxy.carrier.http.Fields;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import org.jspecify.annotations.Nullable;

/** Vonage's error codes: those of the SMS API have one or two digits, those of the Messages API four. */
final class VonageErrors {

    private VonageErrors() {}

    /** An error by its HTTP status, with a problem document (RFC 9457) as the body. */
    static CarrierFailure failureOf(ApiAnswer answer) {
        String code = answer.codeOr(code(answer.json()));
        return switch (code) {
            case "1000" -> ApiFailures.throttled(answer, code);
            // The account: barred, without money, not enabled.
            case "1060", "1070", "1080" -> ApiFailures.busy(answer, code);
            default -> ApiFailures.byStatus(answer, code);
        };
    }

    /** An error of the SMS API, whose HTTP status is 200. */
    static CarrierFailure failureOf(ApiAnswer answer, @Nullable String status) {
        String code = answer.codeOr(status);
        return switch (code) {
            case "1", "10" -> ApiFailures.throttled(answer, code);
            // The account: wrong credentials, barred, without money, not enabled, a signature that does not fit.
            case "4", "8", "9", "11", "14" -> ApiFailures.busy(answer, code);
            case "2", "3", "6", "7", "12", "15", "22", "23", "29", "33" -> ApiFailures.rejected(code);
            // Also 5, an error within Vonage.
            default -> ApiFailures.unknown(code);
        };
    }

    /** The end of the address that a problem has as its type; null without one. */
    static @Nullable String code(JsonFields problem) {
        String type = problem.optional("type");
        if (type == null) {
            return null;
        }
        String code = type.substring(Math.max(type.lastIndexOf('#'), type.lastIndexOf('/')) + 1);
        return code.length() <= 50 && Fields.isIdentifier(code) ? code : null;
    }
}
