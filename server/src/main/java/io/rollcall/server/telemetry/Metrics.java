package io.rollcall.server.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Meters of the server, exported in Prometheus format. No organization or person is a label. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<JvmGcMetrics> collections = new AtomicReference<>();

    /** Returns the registry, to which each feature adds its meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds a gauge whose value is computed at each scrape. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Returns all meters in Prometheus format. */
    public String scrape() {
        if (collections.get() == null) {
            measureJvm();
        }
        return registry.scrape();
    }

    /** Adds the JVM's meters at the first scrape, to keep startup fast. */
    private void measureJvm() {
        JvmGcMetrics listening = new JvmGcMetrics();
        if (collections.compareAndSet(null, listening)) {
            listening.bindTo(registry);
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
        }
    }

    @Override
    public void close() {
        Optional.ofNullable(collections.get()).ifPresent(JvmGcMetrics::close);
        registry.close();
    }
}
