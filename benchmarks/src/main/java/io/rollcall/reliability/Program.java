package io.rollcall.reliability;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The server as it is shipped, on the embedded database of one folder: started, killed, started again. */
final class Program {
    private static final Path SCRIPT = Path.of("server", "target", "rollcall", "bin", "rollcall");
    private static final int ATTEMPTS = 1_200;
    private static final int PAUSE_MILLIS = 50;

    private final Path data;
    private final int port;

    Program(Path data) throws IOException {
        this.data = data;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** What the command printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed: " + printed);
        }
        return printed;
    }

    /** @return the JVM, once it answers */
    ProcessHandle start() throws IOException, InterruptedException {
        Process process = builder("serve")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server has ended; see " + log());
            }
            if (answers()) {
                return process.toHandle();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("the server does not answer; see " + log());
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url("/ServiceProviderConfig")).toURL().openConnection();
            connection.setConnectTimeout(PAUSE_MILLIS);
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + "/API/enterprise/scim" + path;
    }

    private File log() {
        return data.resolveSibling(data.getFileName() + ".log").toFile();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ROLLCALL_DATA_DIR", data.toString());
        builder.environment().put("ROLLCALL_HTTP_PORT", Integer.toString(port));
        builder.environment().put("ROLLCALL_HTTP_ADDRESS", "127.0.0.1");
        // All writers are one organization at one address.
        builder.environment().put("ROLLCALL_LIMITS_ORGANIZATION_REQUESTS_PER_SECOND", "0");
        builder.environment().put("ROLLCALL_LIMITS_ADDRESS_REQUESTS_PER_SECOND", "0");
        return builder.redirectError(ProcessBuilder.Redirect.appendTo(log()));
    }

    /** To the embedded database, past the server. */
    Connection database() throws IOException, SQLException {
        Properties how = new Properties();
        try (InputStream file =
                new FileInputStream(data.resolve("mariadb.properties").toFile())) {
            how.load(file);
        }
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + how.getProperty("port") + "/rollcall",
                "rollcall",
                how.getProperty("password"));
    }
}
