package io.rollcall.server.entry;

import static io.rollcall.server.entry.ServerProcessIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
            ROLLCALL_DATABASE_URL      | postgres://localhost/rollcall       | is not a MariaDB URL
            ROLLCALL_DATABASE_PASSWORD | wrong                               | ROLLCALL_DATABASE_PASSWORD
            ROLLCALL_HTTP_ADDRESS      | nowhere.invalid                     | ROLLCALL_HTTP_ADDRESS
            ROLLCALL_HTTP_TRUSTED_PROXIES | 10.0.0.1,proxy.internal          | http.trusted-proxies names 'proxy.internal'
            ROLLCALL_HTTP_TRUSTED_PROXIES | 10.0.0.0/33                      | http.trusted-proxies names '10.0.0.0/33'
            ROLLCALL_HTTP_EXTRA_HOSTS     | https://lb.internal              | http.extra-hosts names 'https://lb.internal'
            """)
    void isExplained(String variable, String value, String words) {
        assertRefused(onTestDatabase().with(variable, value).run(), words);
    }

    @Test
    void explainsThatTheDatabaseLetsNobodyInFromThisMachine() throws Exception {
        try (ServerSocket database = new ServerSocket(0)) {
            Thread refusing = new Thread(() -> refuseHosts(database));
            refusing.setDaemon(true);
            refusing.start();
            String url = "jdbc:mariadb://127.0.0.1:" + database.getLocalPort() + "/rollcall";
            assertRefused(onTestDatabase().with("ROLLCALL_DATABASE_URL", url).run(), "from this machine's address");
        }
    }

    /** As MariaDB does that knows no account for the client's address: the packet of error 1130 instead of a greeting. */
    private static void refuseHosts(ServerSocket database) {
        byte[] message = "Host '192.0.2.1' is not allowed to connect".getBytes(StandardCharsets.US_ASCII);
        byte[] packet = ByteBuffer.allocate(7 + message.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(3 + message.length)
                .put((byte) 0xFF)
                .putShort((short) 1130)
                .put(message)
                .array();
        while (!database.isClosed()) {
            try (Socket client = database.accept()) {
                client.getOutputStream().write(packet);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void explainsThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    onTestDatabase().with("ROLLCALL_HTTP_PORT", port).run(), "Port " + port + " is already in use");
            RollcallProgram first = RollcallProgram.on(folder.resolve("data"), taken.getLocalPort());
            assertRefused(first.run(), "Port " + port + " is already in use");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void explainsThatTheDataFolderCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(RollcallProgram.on(file.resolve("data"), 0).run(), "is not writable");
    }

    @Test
    void explainsAllThatIsWrongWithTheSettingsAtOnce() {
        RollcallProgram program =
                onTestDatabase().with("ROLLCALL_HTTP_PORT", "eighty").with("ROLLCALL_DATABASE_POOL_SIZE", "many");
        assertRefused(program.run(), "database.pool-size is 'many'");
        assertRefused(program.run("organization", "list"), "; http.port is 'eighty'");
    }

    private RollcallProgram onTestDatabase() {
        return RollcallProgram.on(folder, 0)
                .with("ROLLCALL_DATABASE_URL", DATABASE.get("database.url"))
                .with("ROLLCALL_DATABASE_USER", DATABASE.get("database.user"))
                .with("ROLLCALL_DATABASE_PASSWORD", DATABASE.get("database.password"));
    }
}
