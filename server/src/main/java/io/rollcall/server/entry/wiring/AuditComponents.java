package io.rollcall.server.entry.wiring;

import io.rollcall.server.activity.ActivityChain;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditChain;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.AuditMarks;
import io.rollcall.server.audit.AuditUpkeep;
import io.rollcall.server.audit.ConfigurationChanges;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.audit.Verification;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.shipping.Shipping;
import io.rollcall.server.audit.shipping.ShippingConfig;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.telemetry.Metrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Wiring of the audit log: what records, chains, verifies and ships it. */
final class AuditComponents {
    @Produces
    @Singleton
    Audit.Config auditConfig(Settings settings) {
        return Audit.Config.read(settings);
    }

    @Produces
    @Singleton
    Audit audit(Database database, Clock clock, WorkingMemory memory, Audit.Config config) {
        return new Audit(database, clock, memory, config, Origin.ofThisProcess());
    }

    @Produces
    @Singleton
    AuditMarks auditMarks(Database database, Clock clock) {
        return new AuditMarks(database, clock);
    }

    @Produces
    @Singleton
    ConfigurationChanges configurationChanges(Database database, Audit audit, AuditMarks marks, Clock clock) {
        return new ConfigurationChanges(database, audit, marks, clock, Origin.ofThisProcess());
    }

    @Produces
    @Singleton
    AuditUpkeep auditUpkeep(Database database, Audit audit, Audit.Config config, Retention retention) {
        return new AuditUpkeep(database, audit, config, retention, ActivityChain.NAME);
    }

    @Produces
    @Singleton
    Chainer.All chainers(Database database, Audit.Config config) {
        return new Chainer.All(List.of(
                new Chainer(database, new ActivityChain(database), config.chain()),
                new Chainer(database, new AuditChain(database), config.chain())));
    }

    @Produces
    @Singleton
    Verification verification(Database database, Audit audit, Clock clock) {
        return new Verification(database, audit, new AuditChain(database), new ActivityChain(database), clock);
    }

    @Produces
    @Singleton
    Shipping shipping(
            Settings settings, Database database, Audit audit, AuditMarks marks, Clock clock, Metrics metrics) {
        return Shipping.of(
                ShippingConfig.read(settings),
                database,
                audit,
                marks,
                Origin.ofThisProcess(),
                clock,
                metrics.registry());
    }

    @Produces
    @Singleton
    AuditExport auditExport(Audit audit, Clock clock) {
        return new AuditExport(audit, clock);
    }

    @Produces
    @Singleton
    RecordedVerification recordedVerification(Database database, Audit audit, Verification verification) {
        return new RecordedVerification(database, audit, verification);
    }
}
