package io.eventsourcing.autoconfigure.metadata;

import java.util.function.BiConsumer;

import io.eventsourcing.persistence.metadata.MetadataSource;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;

/**
 * Adds the current trace in the format of the header {@code traceparent} of the W3C.
 *
 * @param tracer provides the current span
 */
record TraceMetadataSource(Tracer tracer) implements MetadataSource {

	private static final int TRACE_ID_LENGTH = 32;

	@Override
	public void contribute(BiConsumer<String, String> metadata) {
		Span span = this.tracer.currentSpan();
		if (span != null && !span.isNoop()) {
			metadata.accept("traceparent", format(span.context()));
		}
	}

	private static String format(TraceContext context) {
		String traceId = context.traceId();
		return "00-" + "0".repeat(Math.max(0, TRACE_ID_LENGTH - traceId.length())) + traceId + "-" + context.spanId()
				+ "-" + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
	}

}
