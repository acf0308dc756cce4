package io.rollcall.reliability;

import io.rollcall.reliability.Outcomes.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Run of mariadb-backup while users are written, which verifies the copy with a second server. */
public final class HotBackup {
    private static final int CONNECTIONS = 8;
    private static final long SECONDS = 5;

    private HotBackup() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(Path.of("reliability", "target").toAbsolutePath(), "backup-");
        Path original = folder.resolve("original");
        Path copy = folder.resolve("copy");
        int port = RollcallServer.freePort();
        RollcallServer server = start(original, port);
        String token = server.token();
        Outcomes outcomes = new Outcomes();
        List<TrackedUser> before = write("before", token, port, outcomes, () -> Thread.sleep(SECONDS * 1_000));
        List<TrackedUser> during = write("during", token, port, outcomes, () -> backup(original, copy));
        server.stop();
        RollcallServer restored = start(copy, port);
        Findings findings = new Findings();
        Verification verification = new Verification(findings);
        try (Connection connection = new EmbeddedDatabase(copy).connect()) {
            verification.bySql(connection, before);
        }
        verification.byScim(Scim.with(token), port, before);
        restored.stop();
        System.out.printf(
                "%,d users before the backup, %,d written while it ran, %,d writes acknowledged; of those before it: %s%n",
                before.size(), during.size(), outcomes.count(Kind.ACKNOWLEDGED), findings);
        findings.print();
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private static RollcallServer start(Path folder, int port) throws IOException, InterruptedException {
        return RollcallServer.start(folder, port, Map.of("ROLLCALL_DATA_DIR", folder.toString()))
                .awaitReady();
    }

    private static List<TrackedUser> write(String name, String token, int port, Outcomes outcomes, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        OktaTraffic traffic = OktaTraffic.start(name, token, List.of(port), CONNECTIONS, outcomes);
        try {
            meanwhile.happen();
        } finally {
            traffic.stop();
        }
        return traffic.stop();
    }

    /** Runs mariadb-backup as the documentation describes. */
    private static void backup(Path original, Path copy) throws IOException, InterruptedException {
        Files.createDirectories(copy);
        String target = "--target-dir=" + copy.resolve("mariadb");
        run(
                "mariadb-backup",
                "--no-defaults",
                "--backup",
                "--user=root",
                "--socket=" + original.resolve("mariadb").resolve("mariadb.sock"),
                "--datadir=" + original.resolve("mariadb"),
                target);
        run("mariadb-backup", "--no-defaults", "--prepare", target);
        Files.copy(original.resolve("mariadb.properties"), copy.resolve("mariadb.properties"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("reliability", "target", "backup.log").toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command[0] + " fails; see reliability/target/backup.log");
        }
    }

    /** Action to run while users are written. */
    private interface Meanwhile {
        void happen() throws IOException, InterruptedException;
    }
}
