package io.trunkline.smsproxy.carrier.flowroute;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;

/** Flowroute's errors: JSON:API, of which the HTTP status tells what matters. */
final class FlowrouteErrors {

    private FlowrouteErrors() {}

    static CarrierFailure failureOf(ApiAnswer answer) {
        String code = answer.codeOr(answer.json().first("errors").value("code"));
        return ApiFailures.byStatus(answer, code);
    }
}
