package io.rollcall.server.entry;

import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.entry.wiring.Container;
import io.rollcall.server.telemetry.LogFormat;
import io.rollcall.server.users.FoldedKeys;
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
                // the usual end of a server
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
            Features features = container.get(Features.class);
            settings.requireValid();
            return work.apply(features);
        });
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
