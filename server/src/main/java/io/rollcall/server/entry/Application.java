package io.rollcall.server.entry;

import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.entry.wiring.Container;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.telemetry.LogFormat;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.FoldedKeys;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import java.time.Clock;
import java.util.function.Function;

/** Runs each command of the program, with its order of starting and stopping. */
final class Application implements Program {
    private static final ServerRecords RECORDS = ServerRecords.of(System.getenv(), System.getProperty("user.home", ""));

    @Override
    public void serve(Settings settings) {
        SettingsCheck.requireValid(settings);
        LogFormat.read(settings).apply();
        GracefulShutdown.of(() -> {
            try (RunningServer server = RunningServer.start(settings)) {
                serve(server);
            } catch (InterruptedException toldToEnd) {
                // which is the usual end
            }
            return settings;
        });
    }

    private static void serve(RunningServer server) throws InterruptedException {
        ServerRecords.Written record = server.record(RECORDS);
        try {
            System.out.println(Banner.of(server));
            server.await();
        } finally {
            record.close();
        }
    }

    @Override
    public int migrate(Settings settings, MissingDatabase missing) {
        return open(settings, missing, container -> {
            FoldedKeys keys = container.get(FoldedKeys.class);
            int applied = container.get(Migrations.class).migrate();
            keys.bringUpToDate();
            return applied;
        });
    }

    @Override
    public <T> T use(Settings settings, MissingDatabase missing, Function<Features, T> work) {
        return open(settings, missing, container -> {
            container.get(Migrations.class).migrate();
            Features features = features(container);
            settings.requireValid();
            return work.apply(features);
        });
    }

    private static Features features(Container container) {
        return new Features(
                container.get(Organizations.class),
                container.get(OrganizationDeletion.class),
                container.get(Tokens.class),
                container.get(PublicUrls.class),
                container.get(Clock.class),
                container.get(Roles.class),
                container.get(Users.class),
                container.get(UserSummaries.class),
                container.get(Erasure.class),
                container.get(Activity.class),
                container.get(UserExport.class),
                () -> container.get(UserImport.class),
                container.get(AdminKeys.class),
                container.get(Administrators.class),
                container.get(Secrets.class),
                container.get(AccessReview.class),
                container.get(Audit.class),
                container.get(AuditExport.class),
                container.get(RecordedVerification.class),
                container.get(Chainer.All.class));
    }

    private static <T> T open(Settings settings, MissingDatabase missing, Function<Container, T> work) {
        SettingsCheck.requireValid(settings);
        LogFormat.read(settings).apply();
        Settings chosen = new CommandDatabase(RECORDS).choose(settings, missing);
        return GracefulShutdown.of(() -> opened(chosen, work));
    }

    private static <T> T opened(Settings settings, Function<Container, T> work) {
        try (OpenDatabase database = OpenDatabase.shared(settings);
                Container container = new Container(settings, database.config(), Clock.systemUTC())) {
            return work.apply(container);
        }
    }
}
