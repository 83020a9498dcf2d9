package io.trunkline.smsproxy.carrier.bandwidth;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;

/** Bandwidth's errors: a word for the type, of which the HTTP status tells what matters. */
final class BandwidthErrors {

    private BandwidthErrors() {}

    static CarrierFailure failureOf(ApiAnswer answer) {
        return ApiFailures.byStatus(answer, answer.codeOr(answer.json().value("type")));
    }
}
