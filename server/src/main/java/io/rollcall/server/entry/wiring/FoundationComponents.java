package io.rollcall.server.entry.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.DatabaseMonitor;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.database.Readiness;
import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.ops.Health;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.telemetry.TracingConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Wiring of the foundations: metrics, tracing, the database and its monitors. */
final class FoundationComponents {
    static final List<Class<?>> BEANS = List.of(Retention.class);

    /** @param opened injected first, so that the pools report an unreachable database */
    @Produces
    @Singleton
    Migrations migrations(DatabaseConfig config, ConnectionPools opened) {
        return new Migrations(ConnectionPool.patient(config));
    }

    @Produces
    @Singleton
    ConnectionPools pools(DatabaseConfig config, MeterRegistry meters) {
        return ConnectionPools.open(config, meters);
    }

    void close(@Disposes ConnectionPools pools) {
        pools.close();
    }

    @Produces
    @Singleton
    Deadline deadline() {
        return new Deadline();
    }

    @Produces
    @Singleton
    WorkingMemory workingMemory(Metrics metrics) {
        WorkingMemory memory = WorkingMemory.ofHeap();
        metrics.gauge("rollcall.working.memory", "Bytes reserved for large requests", memory::reserved);
        return memory;
    }

    @Produces
    @Singleton
    Database.Watched watched(ConnectionPools pools, DatabaseConfig config, Deadline deadline, Tracing tracing) {
        return Database.watched(pools, config, deadline, tracing);
    }

    void close(@Disposes Database.Watched watched) {
        watched.monitor().close();
    }

    @Produces
    @Singleton
    Database database(Database.Watched watched) {
        return watched.database();
    }

    @Produces
    @Singleton
    DatabaseMonitor monitor(Database.Watched watched, Metrics metrics) {
        DatabaseMonitor monitor = watched.monitor();
        metrics.gauge(
                "rollcall.database.answers",
                "1 while the database answers, 0 while it does not",
                () -> monitor.answers() ? 1 : 0);
        return monitor;
    }

    @Produces
    @Singleton
    Health health(Database database, DatabaseConfig config, Deadline deadline) {
        return new Health(new Readiness(database, deadline, config.outageWait())::isReady);
    }

    @Produces
    @Singleton
    Metrics metrics() {
        return new Metrics();
    }

    @Produces
    @Singleton
    MeterRegistry meters(Metrics metrics) {
        return metrics.registry();
    }

    @Produces
    @Singleton
    Tracing tracing(TracingConfig config) {
        return Tracing.of(config);
    }

    void close(@Disposes Metrics metrics) {
        metrics.close();
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
