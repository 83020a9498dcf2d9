package io.trunkline.smsproxy.carrier.twilio;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;

/** Twilio's error codes. */
final class TwilioErrors {

    private TwilioErrors() {}

    static CarrierFailure failureOf(ApiAnswer answer) {
        String code = answer.codeOr(answer.json().value("code"));
        return switch (code) {
            case "21610" -> ApiFailures.optedOut(code);
            // The queue of this sender is full; other senders have theirs.
            case "21611" -> ApiFailures.busy(answer, code);
            case "14107", "20429" -> ApiFailures.throttled(answer, code);
            default -> ApiFailures.byStatus(answer, code);
        };
    }
}
