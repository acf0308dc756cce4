package io.rollcall.server.entry;

import io.rollcall.server.admin.AdminApplication;
import io.rollcall.server.admin.ssf.SsfApplication;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.config.Settings;
import io.rollcall.server.console.ConsoleApplication;
import io.rollcall.server.database.DatabaseMonitor;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.entry.jobs.BackgroundJobs;
import io.rollcall.server.entry.wiring.Container;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.http.RequestDeadline;
import io.rollcall.server.http.RollcallHttpServer;
import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.oauth.KeySets;
import io.rollcall.server.ops.Health;
import io.rollcall.server.ops.OpsConfig;
import io.rollcall.server.ops.OpsServer;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.scim.oauth.OAuthApplication;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.FoldedKeys;
import io.rollcall.server.users.UsersOfRole;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Running server. It starts database, components, schema and HTTP in this order, and stops them in reverse. */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final OpenDatabase database;
    private final Container container;
    private final RollcallHttpServer http;
    private final Optional<OpsServer> ops;
    private final BackgroundJobs jobs;
    private final CompletableFuture<String> gaveUp = new CompletableFuture<>();

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
        this.jobs = container.get(BackgroundJobs.class);
        container.get(DatabaseMonitor.class).start();
        database.supervise(settings, gaveUp::complete);
        container.get(Health.class).addLivenessCheck(database::problem);
        container.get(Health.class).started();
        jobs.start();
        LOG.info("Serving on port {}", port());
    }

    /** @throws io.rollcall.server.kernel.StartupProblem with cause and remedy; everything is stopped then */
    public static RunningServer start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** Starts a server with another clock. */
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
            FoldedKeys keys = container.get(FoldedKeys.class);
            container.get(Migrations.class).migrate();
            keys.bringUpToDate();
            container.get(UsersOfRole.class).requireAttribute(container.get(RoleConfig.class));
            RollcallHttpServer http = RollcallHttpServer.start(
                    container.get(HttpConfig.class),
                    Stream.concat(
                                    Stream.of(
                                            container.get(ScimApplication.class).mount(),
                                            container
                                                    .get(AdminApplication.class)
                                                    .mount(),
                                            container
                                                    .get(ConsoleApplication.class)
                                                    .mount()),
                                    Stream.concat(
                                            container.get(OAuthApplication.class).mounts().stream(),
                                            container.get(SsfApplication.class).mounts().stream()))
                            .toList(),
                    new RequestDeadline(
                            container.get(Deadline.class), database.config().outageWait()),
                    container.get(WorkingMemory.class),
                    container.get(Metrics.class),
                    container.get(Tracing.class));
            container.get(Health.class).addLivenessCheck(http::problem);
            return new RunningServer(database, container, http, ops(container, http), settings);
        } catch (RuntimeException failure) {
            container.close();
            throw failure;
        }
    }

    private static Optional<OpsServer> ops(Container container, RollcallHttpServer http) {
        OpsConfig config = container.get(OpsConfig.class);
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
     * Waits until the server fails.
     *
     * @throws StartupProblem with the reason
     * @throws InterruptedException when the process is stopped
     */
    void await() throws InterruptedException {
        try {
            throw new StartupProblem(gaveUp.get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a component of the server, for the banner and tests. */
    public <T> T component(Class<T> type) {
        return container.get(type);
    }

    /** Returns the HTTP port. */
    public int port() {
        return http.port();
    }

    /** Returns the port of probes and metrics; empty if there is none. */
    public Optional<Integer> opsPort() {
        return ops.map(OpsServer::port);
    }

    /** Returns the demo organization of an embedded database, with a token if it was created just now. */
    Optional<DemoOrganization> demo() {
        return database.embedded()
                .flatMap(embedded -> DemoOrganization.find(
                        container.get(Organizations.class),
                        container.get(Tokens.class),
                        container.get(PublicUrls.class)));
    }

    /** Creates the first administrator, if the installation never had one, and returns the password. */
    Optional<Administrators.IssuedPassword> firstAdministrator() {
        return container.get(Administrators.class).addFirst();
    }

    /** Returns the URL of the Admin Console, on the loopback address or the public base domain. */
    String consoleUrl() {
        return container.get(PublicUrls.class).ofBase() + ConsoleApplication.PATH;
    }

    /** Writes the record by which commands find the data folder. Servers with an external database have none. */
    ServerRecords.Written record(ServerRecords records) {
        return database.embedded().isPresent()
                ? records.write(new ServerRecords.ServerRecord(
                        database.config().dataDir(),
                        container.get(PublicUrls.class).ofBase()))
                : () -> {};
    }

    /** Returns whether nobody can sign in to the Admin Console, because the last administrator was removed. */
    boolean hasNoAdministrator() {
        return container.get(Administrators.class).list().isEmpty();
    }

    /** Returns the location of the data, for the banner. */
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
            LOG.warn("The database does not respond: unwritten traffic counts and log entries are lost");
            database.abandon();
        }
        http.close();
        jobs.stop(answers);
        container.get(Tokens.class).close();
        container.get(AdminKeys.class).close();
        container.get(KeySets.class).close();
        ops.ifPresent(OpsServer::close);
        container.close();
        database.close();
        LOG.info("Stopped");
    }
}
