package io.rollcall.server.audit.shipping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** OTLP over HTTP: each entry is a log record whose body is its JSON. Loaded only if there is a collector. */
final class OtlpLogs implements Destination {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    private final OtlpHttpLogRecordExporter exporter;

    OtlpLogs(OtlpConfig config) {
        OtlpHttpLogRecordExporterBuilder builder = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(config.endpoint())
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .setRetryPolicy(null);
        config.headers().forEach(builder::addHeader);
        this.exporter = builder.build();
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public void send(List<AuditEntry.Chained> entries) throws IOException {
        CompletableResultCode result =
                exporter.export(records(entries)).join(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        if (!result.isSuccess()) {
            throw new IOException(Optional.ofNullable(result.getFailureThrowable())
                    .map(Throwable::getMessage)
                    .orElse("The collector did not answer in time, or refused the entries"));
        }
    }

    private static List<LogRecordData> records(List<AuditEntry.Chained> entries) {
        List<LogRecordData> records = new ArrayList<>();
        try (SdkLoggerProvider provider = SdkLoggerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "rollcall"))))
                .addLogRecordProcessor((context, written) -> records.add(written.toLogRecordData()))
                .build()) {
            Logger logger = provider.get("io.rollcall.server.audit");
            entries.forEach(entry -> write(logger.logRecordBuilder(), entry));
        }
        return records;
    }

    private static void write(LogRecordBuilder entryRecord, AuditEntry.Chained chained) {
        AuditEntry entry = chained.entry();
        ObjectNode json = AuditJson.of(chained);
        boolean failed = entry.outcome() == AuditEntry.Outcome.FAILED;
        entryRecord
                .setContext(Context.root())
                .setTimestamp(entry.occurred())
                .setSeverity(failed ? Severity.WARN : Severity.INFO)
                .setSeverityText(failed ? "WARN" : "INFO")
                .setEventName("rollcall.audit." + entry.kind().label())
                .setAttribute(
                        AttributeKey.stringKey("rollcall.audit.id"), entry.id().toString())
                .setAttribute(AttributeKey.longKey("rollcall.audit.position"), chained.position())
                .setAttribute(
                        AttributeKey.stringKey("rollcall.audit.outcome"),
                        json.path("outcome").asText())
                .setBody(json.toString())
                .emit();
    }

    @Override
    public void close() {
        exporter.shutdown();
    }
}
