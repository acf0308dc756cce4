package io.rollcall.server.entry;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.admin.AdminApplication;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditUpkeep;
import io.rollcall.server.audit.ConfigurationChanges;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.shipping.Shipping;
import io.rollcall.server.audit.shipping.ShippingConfig;
import io.rollcall.server.config.Settings;
import io.rollcall.server.console.ConsoleApplication;
import io.rollcall.server.database.DatabaseMonitor;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.entry.wiring.Container;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.http.Mount;
import io.rollcall.server.http.RequestDeadline;
import io.rollcall.server.http.RollcallHttpServer;
import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.ops.Health;
import io.rollcall.server.ops.OpsConfig;
import io.rollcall.server.ops.OpsServer;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.DueErasures;
import io.rollcall.server.users.FoldedKeys;
import io.rollcall.server.users.UserConfig;
import io.rollcall.server.users.UsersOfRole;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that listens: started in the order database, components, schema, HTTP; stopped in the opposite one. */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration LOOK_FOR_EXPIRING = Duration.ofHours(1);
    private static final Duration FINISH_DELETIONS = Duration.ofMinutes(10);
    private static final Duration PRUNE_ACTIVITY = Duration.ofDays(1);

    private static final Duration CHECK_CLOCK = Duration.ofHours(1);
    private static final Duration WRITE_TRAFFIC = Duration.ofSeconds(3);
    private static final Duration PRUNE_TRAFFIC = Duration.ofDays(1);
    private static final Duration TIDY_SIGN_INS = Duration.ofMinutes(10);
    private static final Duration TIDY_AUDIT = Duration.ofDays(1);
    private static final Duration COUNT_FAILED_SIGN_INS = Duration.ofMinutes(1);

    private static final Duration ROTATE_SHARED_KEYS = Duration.ofHours(1);

    private final OpenDatabase database;
    private final Container container;
    private final RollcallHttpServer http;
    private final Optional<OpsServer> ops;
    private final BackgroundWork background = new BackgroundWork();
    private final CompletableFuture<String> gaveUp = new CompletableFuture<>();

    /** Separate, since a long log takes a while. */
    private final BackgroundWork erasing = new BackgroundWork();

    /** Separate, since a long history takes a while. */
    private final BackgroundWork chaining = new BackgroundWork();

    private final ShippingWork shipping;

    private RunningServer(
            OpenDatabase database,
            Container container,
            RollcallHttpServer http,
            Optional<OpsServer> ops,
            Settings settings) {
        this.database = database;
        this.container = container;
        this.http = http;
        this.ops = ops;
        container.get(DatabaseMonitor.class).start();
        database.supervise(settings, gaveUp::complete);
        container.get(Health.class).addLivenessCheck(database::problem);
        this.shipping = ShippingWork.start(
                container.get(Shipping.class), ShippingConfig.read(settings).every());
        container.get(Health.class).started();
        startBackgroundWork(Activity.Config.read(settings), UserConfig.read(settings));
        startAuditing(settings);
        LOG.info("Serving on port {}", port());
    }

    private void startBackgroundWork(Activity.Config activity, UserConfig users) {
        background.every(
                FINISH_DELETIONS,
                "to end the deletion of organizations",
                container.get(OrganizationDeletion.class)::finishBegun);
        background.every(
                LOOK_FOR_EXPIRING, "to warn of tokens that end soon", container.get(ExpiryWarnings.class)::log);
        Retention retention = container.get(Retention.class);
        background.every(CHECK_CLOCK, "to check the clock", retention::check);
        background.every(PRUNE_ACTIVITY, "to forget old activity", () -> container
                .get(Activity.class)
                .prune(retention, activity.retention()));
        background.every(WRITE_TRAFFIC, "to count requests", container.get(Traffic.class)::write);
        background.every(WRITE_TRAFFIC, "to note successful requests", container.get(TokenSuccesses.class)::write);
        background.every(WRITE_TRAFFIC, "to record rejected tokens", container.get(RejectedTokens.class)::write);
        background.every(WRITE_TRAFFIC, "to record rejected admin keys", container.get(RejectedKeys.class)::write);
        background.every(WRITE_TRAFFIC, "to record failed requests", container.get(Activity.class)::writeLate);
        background.every(PRUNE_TRAFFIC, "to forget old counts", () -> container
                .get(Traffic.class)
                .prune(retention));
        background.every(TIDY_SIGN_INS, "to forget old sign-ins", () -> container
                .get(Administrators.class)
                .tidy(retention));
        background.every(ROTATE_SHARED_KEYS, "to rotate shared keys", container.get(CursorKeyRotation.class)::run);
        erasing.every(users.eraseEvery(), "to erase users who left", container.get(DueErasures.class)::run);
    }

    private void startAuditing(Settings settings) {
        chaining.once(
                "to record changed settings",
                () -> container.get(ConfigurationChanges.class).record(settings));
        chaining.every(
                Audit.Config.read(settings).chain().every(), "to chain entries", container.get(Chainer.All.class)::run);
        chaining.every(TIDY_AUDIT, "to forget old audit entries", container.get(AuditUpkeep.class)::run);
        background.every(
                COUNT_FAILED_SIGN_INS, "to record failed sign-ins", container.get(Audit.class)::writeFailedSignIns);
    }

    /** @throws io.rollcall.server.kernel.StartupProblem saying what a person can do about it; nothing is left running */
    public static RunningServer start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** The same by another clock. */
    public static RunningServer start(Settings settings, Clock clock) {
        SettingsCheck.requireValid(settings);
        RollcallHttpServer.requireFreePort(HttpConfig.read(settings));
        OpenDatabase database = OpenDatabase.alone(settings);
        try {
            return start(settings, database, clock);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static RunningServer start(Settings settings, OpenDatabase database, Clock clock) {
        Container container = new Container(settings, database.config(), clock);
        try {
            HttpConfig httpConfig = HttpConfig.read(settings);
            ScimApplication scim = container.get(ScimApplication.class);
            FoldedKeys keys = container.get(FoldedKeys.class);
            container.get(Migrations.class).migrate();
            keys.bringUpToDate();
            container.get(UsersOfRole.class).requireAttribute(RoleConfig.read(settings));
            RollcallHttpServer http = RollcallHttpServer.start(
                    httpConfig,
                    List.of(
                            new Mount(
                                    container.get(PublicUrls.class).path(),
                                    scim.resources(),
                                    scim.errorPage(),
                                    Optional.empty(),
                                    Integer.MAX_VALUE,
                                    Optional.of(scim.limits())),
                            container.get(AdminApplication.class).mount(),
                            container.get(ConsoleApplication.class).mount()),
                    new RequestDeadline(
                            container.get(Deadline.class), database.config().outageWait()),
                    container.get(WorkingMemory.class),
                    container.get(Metrics.class),
                    container.get(Tracing.class));
            container.get(Health.class).addLivenessCheck(http::problem);
            return new RunningServer(database, container, http, ops(settings, container, http), settings);
        } catch (RuntimeException failure) {
            container.close();
            throw failure;
        }
    }

    private static Optional<OpsServer> ops(Settings settings, Container container, RollcallHttpServer http) {
        OpsConfig config = OpsConfig.read(settings);
        try {
            return config.port()
                    .map(port -> OpsServer.start(
                            config.address(), port, container.get(Health.class), container.get(Metrics.class)));
        } catch (RuntimeException failure) {
            http.close();
            throw failure;
        }
    }

    /**
     * Waits until the server cannot go on.
     *
     * @throws StartupProblem saying why
     * @throws InterruptedException when the process is told to end
     */
    void await() throws InterruptedException {
        try {
            throw new StartupProblem(gaveUp.get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A part of the running server, for what stands beside it: the banner, and tests. */
    public <T> T component(Class<T> type) {
        return container.get(type);
    }

    /** The port that is listened on. */
    public int port() {
        return http.port();
    }

    /** The port that probes and Prometheus ask on, where there is one. */
    public Optional<Integer> opsPort() {
        return ops.map(OpsServer::port);
    }

    /** The demo organization of an embedded database, with a token where it has just been made. */
    Optional<DemoOrganization> demo() {
        return database.embedded()
                .flatMap(embedded -> DemoOrganization.find(
                        container.get(Organizations.class),
                        container.get(Tokens.class),
                        container.get(PublicUrls.class)));
    }

    /** The first administrator with a password, where nobody could sign in to the Admin Console until now. */
    Optional<Administrators.IssuedPassword> firstAdministrator() {
        return container.get(Administrators.class).addFirst();
    }

    /** Where the Admin Console is, for a person at this machine or of the public base domain. */
    String consoleUrl() {
        return container.get(PublicUrls.class).ofBase() + ConsoleApplication.PATH;
    }

    /** Writes where commands find the data; servers with a database elsewhere have no record. */
    ServerRecords.Written record(ServerRecords records) {
        return database.embedded().isPresent()
                ? records.write(new ServerRecords.ServerRecord(
                        database.config().dataDir(),
                        container.get(PublicUrls.class).ofBase()))
                : () -> {};
    }

    /** Whether nobody can sign in to the Admin Console, as the last administrator was removed. */
    boolean hasNoAdministrator() {
        return container.get(Administrators.class).list().isEmpty();
    }

    /** Where the data lies, in words for the banner. */
    String dataPlace() {
        return database.embedded().isPresent()
                ? database.config().dataDir() + " (embedded MariaDB)"
                : database.config().url().orElseThrow().replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        LOG.info("Stopping: draining in-flight requests");
        database.release();
        container.get(Health.class).stopping();
        boolean answers = container.get(DatabaseMonitor.class).stopping();
        if (!answers) {
            LOG.warn("The database does not answer: what was not written to it yet is lost");
            database.abandon();
        }
        http.close();
        if (answers) {
            background.close();
            erasing.close();
            chaining.close();
        } else {
            // Running work waits for the database and would not end by itself.
            background.close(Duration.ZERO);
            erasing.close(Duration.ZERO);
            chaining.close(Duration.ZERO);
        }
        shipping.close();
        writeTraffic();
        endAuditing();
        container.get(Tokens.class).close();
        container.get(AdminKeys.class).close();
        ops.ifPresent(OpsServer::close);
        container.close();
        database.close();
        LOG.info("Stopped");
    }

    /** Writes the traffic counts. A failure is ignored: counts are not worth failing for. */
    private void writeTraffic() {
        try {
            container.get(Traffic.class).write();
            container.get(TokenSuccesses.class).write();
            container.get(RejectedTokens.class).writeAll();
            container.get(RejectedKeys.class).writeAll();
            container.get(Activity.class).writeLate();
        } catch (DatabaseUnavailable gone) {
            // so are the last seconds' counts
        }
    }

    private void endAuditing() {
        try {
            container.get(Audit.class).writeAllFailedSignIns();
        } catch (DatabaseUnavailable gone) {
            // of these only the number is lost
        }
    }
}
