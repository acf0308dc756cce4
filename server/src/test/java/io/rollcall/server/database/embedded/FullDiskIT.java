package io.rollcall.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database on a disk that is full, and has space again: needs the right to mount a small disk of memory. */
@Tag("long")
class FullDiskIT {
    private static final String SKIPPED =
            "SKIPPED, and so nothing is known of full disks: this user may not mount a tmpfs. Run it as root.";

    @TempDir
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", disk.toString()) == 0;
        if (!mounted) {
            System.err.println(getClass().getSimpleName() + " " + SKIPPED);
        }
        assumeTrue(mounted, SKIPPED);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    @Test
    void startsTheDatabaseAgainOnceThereIsSpace() throws Exception {
        RollcallProgram program = RollcallProgram.on(disk.resolve("data"), FreePort.next());
        try (ServingProgram server = program.serve()) {
            ScimClient client = new ScimClient(
                    "http://localhost:" + program.settings().get("ROLLCALL_HTTP_PORT") + "/API/enterprise/scim",
                    server.bannerMatch("Token +(rollcall_\\S+)"));
            String id = client.post("/Users", "{\"userName\":\"kept\"}").id();
            Path filling = fill();
            program.mariaDb().destroyForcibly();

            assertThat(Eventually.get(() -> client.get("/Users/" + id).status(), status -> status == 503))
                    .isEqualTo(503);
            Path log = disk.resolve("data/mariadb.log");
            assertThat(Files.exists(log)).isTrue();
            Files.delete(filling);
            int status = 503;
            for (int round = 0; round < 6 && status != 200; round++) {
                status = Eventually.get(() -> client.get("/Users/" + id).status(), found -> found == 200);
            }
            assertThat(status).isEqualTo(200);
            assertThat(client.post("/Users", "{\"userName\":\"after\"}").status())
                    .isEqualTo(201);
            server.stop();
            assertThat(server.errors())
                    .contains(
                            "Attempt 1 of 10 to restart the embedded MariaDB failed",
                            "The embedded MariaDB was restarted");
        }
    }

    /** Fills the disk. */
    private Path fill() throws IOException {
        Path file = disk.resolve("filling");
        byte[] block = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return file;
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
