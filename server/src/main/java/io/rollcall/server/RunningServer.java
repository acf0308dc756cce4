package io.rollcall.server;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityConfig;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.http.HttpServer;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.TokenUses;
import io.rollcall.server.tokens.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A server that listens: started in the order database, components, schema, HTTP; stopped in the opposite one. */
public final class RunningServer implements AutoCloseable {
    private static final Duration LOOK_FOR_EXPIRING = Duration.ofHours(1);
    private static final Duration PRUNE_ACTIVITY = Duration.ofDays(1);

    private final OpenDatabase database;
    private final Container container;
    private final HttpServer http;
    private final BackgroundWork background = new BackgroundWork();

    private RunningServer(OpenDatabase database, Container container, HttpServer http, ActivityConfig activity) {
        this.database = database;
        this.container = container;
        this.http = http;
        background.every(
                LOOK_FOR_EXPIRING, "to warn of tokens that end soon", container.get(ExpiryWarnings.class)::log);
        background.every(PRUNE_ACTIVITY, "to forget old activity", () -> container
                .get(Activity.class)
                .prune(activity.retention()));
    }

    /** @throws io.rollcall.server.kernel.StartupProblem saying what a person can do about it; nothing is left running */
    public static RunningServer start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** The same by another clock. */
    public static RunningServer start(Settings settings, Clock clock) {
        SettingsCheck.requireValid(settings);
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
            new Migrations(container.get(HikariDataSource.class)).migrate();
            return new RunningServer(
                    database,
                    container,
                    HttpServer.start(httpConfig, PublicUrls.PATH, scim.resources(), scim.errorPage()),
                    ActivityConfig.read(settings));
        } catch (RuntimeException failure) {
            container.close();
            throw failure;
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

    /** The demo organization of an embedded database, with a token where it has just been made. */
    Optional<DemoOrganization> demo() {
        return database.embedded()
                .flatMap(embedded -> DemoOrganization.find(
                        container.get(Organizations.class),
                        container.get(Tokens.class),
                        container.get(PublicUrls.class)));
    }

    /** Where the data lies, in words for the banner. */
    String dataPlace() {
        return database.embedded().isPresent()
                ? database.config().dataDir() + " (embedded MariaDB)"
                : database.config().url().orElseThrow().replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        http.close();
        background.close();
        container.get(TokenUses.class).close();
        container.close();
        database.close();
    }
}
