package io.rollcall.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.MDC;

/**
 * Tracing by OpenTelemetry: spans are exported over OTLP, the caller's {@code traceparent} is continued, and log lines have the
 * trace id.
 */
final class OtlpTracing implements Tracing {
    private static final String LOG_KEY = "trace";
    private static final double PERCENT = 100;
    private static final int SERVER_ERROR = 500;
    private static final int LAST_SPANS_SECONDS = 3;
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final TextMapGetter<UnaryOperator<String>> HEADERS = new TextMapGetter<>() {
        @Override
        public String get(UnaryOperator<String> headers, String name) {
            return headers == null ? null : headers.apply(name);
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OtlpTracing(TracingConfig config) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(config.endpoint().orElseThrow())
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "rollcall"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sampledPercent() / PERCENT)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        this.tracer = provider.get("io.rollcall.server");
    }

    @Override
    public Span request(String name, UnaryOperator<String> headers) {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        Begun begun = begin(name, SpanKind.SERVER, caller);
        MDC.put(LOG_KEY, begun.span.getSpanContext().getTraceId());
        return begun;
    }

    @Override
    public Span part(String name) {
        return begin(name, SpanKind.INTERNAL, Context.current());
    }

    private Begun begin(String name, SpanKind kind, Context parent) {
        var span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
        return new Begun(span, span.makeCurrent(), kind == SpanKind.SERVER);
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
    }

    private record Begun(io.opentelemetry.api.trace.Span span, Scope scope, boolean request) implements Span {
        @Override
        public void note(String key, String value) {
            span.setAttribute(key, value);
        }

        @Override
        public void status(int status) {
            span.setAttribute(STATUS, (long) status);
            if (status >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void close() {
            if (request) {
                MDC.remove(LOG_KEY);
            }
            scope.close();
            span.end();
        }
    }
}
