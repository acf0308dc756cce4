package io.rollcall.server;

import static io.rollcall.server.ServerProcessIT.assertRefused;

import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.TestDatabase;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that cannot start says why in one sentence that a person can act upon, and ends with code 1. */
class StartupProblemIT {
    private static final Map<String, String> DATABASE = TestDatabase.settings();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ROLLCALL_DATABASE_URL      | jdbc:mariadb://127.0.0.1:1/rollcall | cannot be reached
            ROLLCALL_DATABASE_URL      | jdbc:mariadb://127.0.0.1:x/rollcall | ROLLCALL_DATABASE_URL
            ROLLCALL_DATABASE_URL      | jdbc:mariadb:                       | ROLLCALL_DATABASE_URL
            ROLLCALL_DATABASE_URL      | postgres://localhost/rollcall       | is not one of MariaDB
            ROLLCALL_DATABASE_PASSWORD | wrong                               | ROLLCALL_DATABASE_PASSWORD
            ROLLCALL_HTTP_PORT         | eighty                              | http.port is 'eighty'
            ROLLCALL_HTTP_ADDRESS      | nowhere.invalid                     | ROLLCALL_HTTP_ADDRESS
            ROLLCALL_PUBLIC_URL        | example.com                         | public.url is 'example.com'
            ROLLCALL_CONFIG_FILE       | /nowhere/rollcall.conf              | /nowhere/rollcall.conf
            """)
    void isExplained(String variable, String value, String words) {
        assertRefused(onTestDatabase().with(variable, value).run(), words);
    }

    @Test
    void explainsThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    onTestDatabase().with("ROLLCALL_HTTP_PORT", port).run(), "Port " + port + " is already in use");
        }
    }

    @Test
    void explainsThatTheDataFolderCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(RollcallProgram.on(file.resolve("data"), 0).run(), "cannot be written");
    }

    @Test
    void explainsAFlagThatIsNoSetting() {
        assertRefused(onTestDatabase().run("serve", "--set", "http.prot=80"), "no setting 'http.prot'");
    }

    private RollcallProgram onTestDatabase() {
        return RollcallProgram.on(folder, 0)
                .with("ROLLCALL_DATABASE_URL", DATABASE.get("database.url"))
                .with("ROLLCALL_DATABASE_USER", DATABASE.get("database.user"))
                .with("ROLLCALL_DATABASE_PASSWORD", DATABASE.get("database.password"));
    }
}
