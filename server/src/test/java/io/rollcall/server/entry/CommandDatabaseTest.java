package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.cli.command.Program.MissingDatabase;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command works on the database that is meant, or says that there is none; it never makes one by itself. */
class CommandDatabaseTest {
    @TempDir
    private Path home;

    private Settings choose(Map<String, String> flags, MissingDatabase missing) {
        return new CommandDatabase(records()).choose(Settings.load(Map.of(), flags), missing);
    }

    private ServerRecords records() {
        return ServerRecords.of(Map.of(), home.toString());
    }

    private Path database(String name) throws IOException {
        Path folder = home.resolve(name);
        Files.createDirectories(folder.resolve("mariadb").resolve("mysql"));
        return folder;
    }

    private List<Path> servers() throws IOException {
        Path folder = home.resolve(".local/state/rollcall/servers");
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.toList();
        }
    }

    @Test
    void refusesAFolderWithoutADatabaseAndLeavesItAsItIs() {
        Path folder = home.resolve("typo");
        assertThatThrownBy(() -> choose(Map.of("data.dir", folder.toString()), MissingDatabase.REFUSE))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContainingAll(
                        "There is no database in " + folder,
                        "ROLLCALL_DATABASE_URL",
                        "ROLLCALL_CONFIG_FILE",
                        "--create");
        assertThatThrownBy(() -> choose(Map.of(), MissingDatabase.REFUSE)).isInstanceOf(StartupProblem.class);
        assertThat(folder).doesNotExist();
        assertThat(choose(Map.of("data.dir", folder.toString()), MissingDatabase.CREATE)
                        .text("data.dir"))
                .isEqualTo(folder.toString());
    }

    @Test
    void takesTheDataOfTheRunningServerAndItsAddress() throws IOException {
        Path data = database("elsewhere");
        ServerRecords.Written record = records().write(new ServerRecords.ServerRecord(data, "http://localhost:9090"));
        try {
            Settings chosen = choose(Map.of(), MissingDatabase.REFUSE);
            assertThat(chosen.text("data.dir")).isEqualTo(data.toString());
            assertThat(chosen.text("public.url")).isEqualTo("http://localhost:9090");
            assertThat(choose(Map.of("public.url", "https://example.com"), MissingDatabase.REFUSE)
                            .text("public.url"))
                    .isEqualTo("https://example.com");
            Path mine = database("mine");
            assertThat(choose(Map.of("data.dir", mine.toString()), MissingDatabase.REFUSE)
                            .text("data.dir"))
                    .isEqualTo(mine.toString());
            assertThatThrownBy(
                            () -> choose(Map.of("data.dir", home.resolve("no").toString()), MissingDatabase.REFUSE))
                    .hasMessageContaining("There is no database in");
        } finally {
            record.close();
        }
        assertThat(servers()).isEmpty();
        assertThatThrownBy(() -> choose(Map.of(), MissingDatabase.REFUSE)).hasMessageContaining("--create");
    }

    @Test
    void asksWhichOfTwoRunningServersIsMeant() throws IOException {
        Path one = database("one");
        ServerRecords.Written record = records().write(new ServerRecords.ServerRecord(one, "http://localhost:1"));
        try {
            Path own = servers().get(0);
            Files.writeString(
                    own.resolveSibling("another.properties"),
                    Files.readString(own)
                            .replace(one.toString(), home.resolve("a b").toString()));
            assertThatThrownBy(() -> choose(Map.of(), MissingDatabase.REFUSE))
                    .hasMessageContainingAll(
                            "several servers are running",
                            "--set 'data.dir=" + home.resolve("a b") + "'",
                            "--set data.dir=" + one);
        } finally {
            record.close();
        }
    }

    @Test
    void believesNoRecordOfAProcessThatHasEnded() throws IOException {
        ServerRecords.Written record =
                records().write(new ServerRecords.ServerRecord(database("mine"), "http://localhost:1"));
        try {
            Path own = servers().get(0);
            String text = Files.readString(own);
            Files.writeString(own.resolveSibling("gone.properties"), text.replaceAll("(?m)^process=.*", "process=0"));
            Files.writeString(own.resolveSibling("reused.properties"), text.replaceAll("(?m)^started=.*", "started=x"));
            Files.writeString(own.resolveSibling("broken.properties"), "process=x");
            assertThat(records().running()).hasSize(1);
            assertThat(servers()).containsExactly(own);
        } finally {
            record.close();
        }
    }

    @Test
    void doesWithoutRecordsWhereThereIsNoHome() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        for (ServerRecords records : List.of(
                ServerRecords.of(Map.of("XDG_STATE_HOME", file.toString()), home.toString()),
                ServerRecords.of(Map.of(), "?"))) {
            ServerRecords.Written record = records.write(new ServerRecords.ServerRecord(home, "http://localhost:1"));
            try {
                assertThat(records.running()).isEmpty();
            } finally {
                record.close();
            }
        }
    }
}
