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
            // An account that is not active, or a full queue of the sender: not the message's fault.
            case "20005", "21611" -> ApiFailures.busy(answer, code);
            case "14107", "20429" -> ApiFailures.throttled(answer, code);
            default -> ApiFailures.byStatus(answer, code);
        };
    }
}
