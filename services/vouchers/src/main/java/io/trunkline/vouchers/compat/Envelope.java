package io.trunkline.vouchers.compat;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What every answer is wrapped in. The Apps need all four of its fields, and look at {@code data} only. */
record Envelope<T>(
        @Schema(description = "200, or 204 where the list of getBillingList is empty", examples = "200")
        int code,

        @Schema(examples = "OK") String name,
        @Schema(examples = "Хорошо") String message,
        T data) {

    private static final int OK = 200;

    static <T> Envelope<T> of(T data) {
        return of(OK, data);
    }

    /** @param code in the envelope only: the Apps take any answer of status 200 for a success */
    static <T> Envelope<T> of(int code, T data) {
        return new Envelope<>(code, "OK", "Хорошо", data);
    }
}
