package io.trunkline.kit.bus;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace that the current work belongs to (W3C trace context). */
public final class Trace {

    private Trace() {}

    /** The {@code traceparent} to hand on; null outside any trace. */
    public static @Nullable String parent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    /** What a caller quotes when asking for help; null outside any trace. */
    public static @Nullable String id() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }
}
