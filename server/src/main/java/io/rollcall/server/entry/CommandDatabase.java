package io.rollcall.server.entry;

import io.rollcall.server.cli.command.Program.MissingDatabase;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.kernel.StartupProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Choice of a command's database: that of the settings, else the one in the current folder, else that of the user's running
 * server. A new one is created only on request.
 */
final class CommandDatabase {
    private static final String DATA_DIR = "data.dir";
    private static final String PUBLIC_URL = "public.url";

    private final ServerRecords records;

    CommandDatabase(ServerRecords records) {
        this.records = records;
    }

    /**
     * Returns the settings with the chosen data folder.
     *
     * @throws StartupProblem if there is no database, or several servers are running
     */
    Settings choose(Settings settings, MissingDatabase missing) {
        DatabaseConfig config = DatabaseConfig.read(settings);
        if (config.url().isPresent()) {
            return settings;
        }
        List<ServerRecords.ServerRecord> running = records.running();
        if (EmbeddedMariaDb.isIn(config.dataDir()) || EmbeddedMariaDb.isStartingIn(config.dataDir())) {
            return running.stream()
                    .filter(server -> server.dataDir().equals(config.dataDir()))
                    .findFirst()
                    .map(server -> using(settings, server))
                    .orElse(settings);
        }
        if (missing == MissingDatabase.CREATE) {
            return settings;
        }
        if (settings.isSet(DATA_DIR) || running.isEmpty()) {
            throw new StartupProblem("There is no database in " + config.dataDir()
                    + ", and commands do not create one by default. Set another folder with ROLLCALL_DATA_DIR, a"
                    + " MariaDB with ROLLCALL_DATABASE_URL, or the configuration file with ROLLCALL_CONFIG_FILE. To"
                    + " create a new database there, add --create.");
        }
        if (running.size() > 1) {
            throw new StartupProblem(
                    "There is no database in " + config.dataDir() + ", and several servers are running."
                            + " Add one of these to the command: "
                            + running.stream()
                                    .map(ServerRecords.ServerRecord::dataDir)
                                    .map(CommandDatabase::flag)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return using(settings, running.get(0));
    }

    private static String flag(Path dataDir) {
        return "--set " + ProgramName.quoted(DATA_DIR + "=" + dataDir);
    }

    /**
     * Returns the settings with the server's data folder and public URL, since the server may have been started with other
     * settings.
     */
    private static Settings using(Settings settings, ServerRecords.ServerRecord server) {
        boolean addressIsSet = settings.isSet(PUBLIC_URL) || settings.isSet("http.port");
        return settings.withDefaults(
                addressIsSet || server.publicUrl().isEmpty()
                        ? Map.of(DATA_DIR, server.dataDir().toString())
                        : Map.of(DATA_DIR, server.dataDir().toString(), PUBLIC_URL, server.publicUrl()));
    }
}
