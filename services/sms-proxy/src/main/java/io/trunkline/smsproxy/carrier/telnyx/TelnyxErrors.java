package io.trunkline.smsproxy.carrier.telnyx;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;

/** Telnyx's error codes. */
final class TelnyxErrors {

    private TelnyxErrors() {}

    static CarrierFailure failureOf(ApiAnswer answer) {
        String code = answer.codeOr(answer.json().first("errors").value("code"));
        return switch (code) {
            case "40300" -> ApiFailures.optedOut(code);
            // No right to send, or a full queue of the sender: not the message's fault.
            case "10010", "40318" -> ApiFailures.busy(answer, code);
            case "10011", "40011" -> ApiFailures.throttled(answer, code);
            default -> ApiFailures.byStatus(answer, code);
        };
    }
}
