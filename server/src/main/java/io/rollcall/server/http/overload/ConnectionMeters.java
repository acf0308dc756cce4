package io.rollcall.server.http.overload;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Gauges of one listener's connections. */
final class ConnectionMeters {
    private ConnectionMeters() {}

    static void add(String surface, OpenConnections open, OutputBudget budget, MeterRegistry meters) {
        Gauge.builder("rollcall.http.connections", open, OpenConnections::count)
                .description("Open connections")
                .tag("surface", surface)
                .strongReference(true)
                .register(meters);
        Gauge.builder("rollcall.http.pending.output", budget, OutputBudget::pending)
                .description("Bytes of responses that clients have not read yet")
                .baseUnit("bytes")
                .tag("surface", surface)
                .strongReference(true)
                .register(meters);
    }
}
