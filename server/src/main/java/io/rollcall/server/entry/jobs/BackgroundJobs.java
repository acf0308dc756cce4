package io.rollcall.server.entry.jobs;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditUpkeep;
import io.rollcall.server.audit.ConfigurationChanges;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.shipping.Shipping;
import io.rollcall.server.audit.shipping.ShippingConfig;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.OverdueOffboardings;
import io.rollcall.server.events.tokens.SigningKeys;
import io.rollcall.server.events.tokens.push.PushDelivery;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.delivery.WebhookDelivery;
import io.rollcall.server.oauth.ClientUpkeep;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.DueErasures;
import io.rollcall.server.users.UserConfig;
import io.rollcall.server.users.terms.SearchTermsFill;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** All background jobs of a running server, each with its thread and its period. */
@Singleton
public final class BackgroundJobs {
    private static final Duration WRITE_COUNTS = Duration.ofSeconds(3);

    private final BackgroundWork general = new BackgroundWork();

    /** Separate, since erasing from a long activity log takes a while. */
    private final BackgroundWork erasing = new BackgroundWork();

    /** Separate, since deleting many deliveries takes a while. */
    private final BackgroundWork trimming = new BackgroundWork();

    /** Separate, since chaining a long history takes a while. */
    private final BackgroundWork chaining = new BackgroundWork();

    /** Separate, since computing the search terms of many users takes a while. */
    private final BackgroundWork filling = new BackgroundWork();

    private final ShippingWork shipping;
    private final Sequencing sequencing;
    private final WebhookDelivery webhooks;
    private final PushDelivery pushes;
    private final Runnable recordSettings;
    private final List<Job> jobs;
    private final List<Runnable> lastWrites;

    private record Job(BackgroundWork thread, Duration period, String name, Runnable work) {
        void start() {
            thread.every(period, name, work);
        }
    }

    @Inject
    public BackgroundJobs(
            OrganizationDeletion deletion,
            ExpiryWarnings warnings,
            Retention retention,
            Activity activity,
            Activity.Config activityConfig,
            Events events,
            Events.Config eventConfig,
            SigningKeys signingKeys,
            Sequencing sequencing,
            EventConsumers consumers,
            EventReceipts receipts,
            OverdueOffboardings overdue,
            WebhookDelivery webhooks,
            PushDelivery pushes,
            Deliveries deliveries,
            Traffic traffic,
            TokenSuccesses successes,
            RejectedTokens rejectedTokens,
            ClientUpkeep clients,
            RejectedKeys rejectedKeys,
            Administrators administrators,
            CursorKeyRotation keyRotation,
            DueErasures erasures,
            UserConfig userConfig,
            SearchTermsFill searchTerms,
            Audit audit,
            Audit.Config auditConfig,
            AuditUpkeep auditUpkeep,
            Chainer.All chainers,
            ConfigurationChanges changes,
            Settings settings,
            Shipping shipping,
            ShippingConfig shippingConfig) {
        this.sequencing = sequencing;
        this.webhooks = webhooks;
        this.pushes = pushes;
        this.jobs = List.of(
                general(
                        Duration.ofMinutes(10),
                        "complete interrupted deletions of organizations",
                        deletion::finishBegun),
                general(Duration.ofHours(1), "warn of expiring tokens", warnings::log),
                general(Duration.ofHours(1), "warn of expiring client secrets", clients::warn),
                general(Duration.ofHours(1), "check the clock", retention::check),
                general(
                        Duration.ofDays(1),
                        "delete old activity",
                        () -> activity.prune(retention, activityConfig.retention())),
                general(
                        Duration.ofDays(1),
                        "delete old events",
                        () -> events.prune(retention, eventConfig.retention())),
                general(
                        Duration.ofDays(1),
                        "delete old event receipts",
                        () -> receipts.prune(retention, eventConfig.retention())),
                general(Duration.ofDays(1), "delete old access tokens", clients::pruneTokens),
                general(Duration.ofHours(1), "delete expired assertions", clients::pruneAssertions),
                general(Duration.ofDays(1), "delete old webhook deliveries", () -> deliveries.prune(retention)),
                new Job(trimming, Duration.ofMinutes(1), "delete surplus webhook deliveries", deliveries::trim),
                general(Duration.ofSeconds(15), "measure consumers of events", consumers::measure),
                general(Duration.ofSeconds(10), "check for overdue offboardings", overdue::run),
                general(Duration.ofHours(1), "rotate signing keys", signingKeys::rotateIfDue),
                general(WRITE_COUNTS, "write traffic counts", traffic::write),
                general(WRITE_COUNTS, "record the last success of tokens", successes::write),
                general(WRITE_COUNTS, "record rejected tokens", rejectedTokens::write),
                general(WRITE_COUNTS, "record rejected admin keys", rejectedKeys::write),
                general(WRITE_COUNTS, "record failed requests", activity::writeLate),
                general(Duration.ofDays(1), "delete old traffic counts", () -> traffic.prune(retention)),
                general(Duration.ofMinutes(10), "delete old sign-ins", () -> administrators.tidy(retention)),
                general(Duration.ofHours(1), "rotate shared keys", keyRotation::run),
                general(Duration.ofMinutes(1), "record failed sign-ins", audit::writeFailedSignIns),
                new Job(erasing, userConfig.eraseEvery(), "erase deprovisioned users", erasures::run),
                new Job(filling, Duration.ofMinutes(10), "compute search terms", searchTerms::run),
                new Job(chaining, auditConfig.chain().every(), "chain entries", chainers::run),
                new Job(chaining, Duration.ofDays(1), "delete old audit entries", auditUpkeep::run));
        this.recordSettings = () -> changes.record(settings);
        this.lastWrites = List.of(
                () -> {
                    traffic.write();
                    successes.write();
                    rejectedTokens.writeAll();
                    rejectedKeys.writeAll();
                    activity.writeLate();
                },
                audit::writeAllFailedSignIns);
        this.shipping = new ShippingWork(shipping, shippingConfig.every());
    }

    private Job general(Duration period, String name, Runnable work) {
        return new Job(general, period, name, work);
    }

    public void start() {
        sequencing.start();
        webhooks.start();
        pushes.start();
        shipping.start();
        chaining.once("record changed settings", recordSettings);
        jobs.forEach(Job::start);
    }

    /**
     * Stops all jobs and writes the last counts. @param databaseAnswers if false, running jobs are interrupted at once, since
     * they would wait for the database
     */
    public void stop(boolean databaseAnswers) {
        for (BackgroundWork thread : List.of(general, erasing, trimming, filling, chaining)) {
            if (databaseAnswers) {
                thread.close();
            } else {
                thread.close(Duration.ZERO);
            }
        }
        shipping.close();
        lastWrites.forEach(BackgroundJobs::tryOnce);
        webhooks.close();
        pushes.close();
        sequencing.close();
    }

    private static void tryOnce(Runnable write) {
        try {
            write.run();
        } catch (DatabaseUnavailable gone) {
            // The counts of the last seconds are lost; the stop must not fail for them.
        }
    }
}
