package io.trunkline.smsproxy.carrier.plivo;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;

/** Plivo's errors: its API has no codes beside the HTTP status; those of its receipts come later. */
final class PlivoErrors {

    private PlivoErrors() {}

    static CarrierFailure failureOf(ApiAnswer answer) {
        return ApiFailures.byStatus(answer, String.valueOf(answer.status()));
    }
}
