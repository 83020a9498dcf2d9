package io.trunkline.smsproxy.carrier.generic;

import com.fasterxml.jackson.core.JsonPointer;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiFailures;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes of failures that the settings name. */
final class GenericErrors {

    private final @Nullable JsonPointer place;
    private final Map<String, CarrierFailure.Kind> kinds;

    GenericErrors(GenericConfig.Outbound out) {
        this.place = out.errorCode().map(JsonPointer::compile).orElse(null);
        this.kinds = Map.copyOf(out.errors());
    }

    /** Null if the answer tells of none. */
    @Nullable
    CarrierFailure failureOf(ApiAnswer answer) {
        String code = answer.codeOr(place == null ? null : answer.json().valueAt(place));
        CarrierFailure.Kind kind = kinds.get(code);
        if (kind != null) {
            return failure(kind, answer, code);
        }
        return answer.isSuccess() ? null : ApiFailures.byStatus(answer, code);
    }

    private static CarrierFailure failure(CarrierFailure.Kind kind, ApiAnswer answer, String code) {
        return switch (kind) {
            case REJECTED -> ApiFailures.rejected(code);
            case OPTED_OUT -> ApiFailures.optedOut(code);
            case BUSY -> ApiFailures.busy(answer, code);
            case THROTTLED -> ApiFailures.throttled(answer, code);
            case UNKNOWN -> ApiFailures.unknown(code);
        };
    }
}
