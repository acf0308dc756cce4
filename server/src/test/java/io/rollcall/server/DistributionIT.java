package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the distribution, as the build leaves them. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
    private static final Path HOME = Path.of("target", "rollcall").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void startsThroughALinkFromAFolderWithASpaceInItsName() throws Exception {
        Path home = Files.createSymbolicLink(folder.resolve("a folder"), HOME);
        Path link = Files.createSymbolicLink(folder.resolve("rollcall"), home.resolve("bin/rollcall"));
        Ended ended = run(Map.of("JAVA_HOME", System.getProperty("java.home")), link, "--version");
        assertThat(ended.text()).startsWith("Rollcall ");
        assertThat(ended.code()).isZero();
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoJava() throws Exception {
        Ended ended = run(Map.of("JAVA_HOME", "/nowhere"), HOME.resolve("bin/rollcall"), "--version");
        assertThat(ended.text()).contains("Java 17 or newer is needed").contains("JAVA_HOME");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void saysWhetherAServerIsReady() throws Exception {
        Path health = HOME.resolve("bin/health");
        String port;
        try (RunningServer server = TestServer.start(Map.of("ops.port", "0"))) {
            port = server.opsPort().orElseThrow().toString();
            for (String what : new String[] {"ready", "live"}) {
                Ended ended = run(Map.of("ROLLCALL_OPS_PORT", port), health, what);
                assertThat(ended.text()).contains("\"status\":\"UP\"");
                assertThat(ended.code()).isZero();
            }
            assertThat(run(Map.of("ROLLCALL_OPS_PORT", port), health, "nonsense")
                            .code())
                    .isEqualTo(1);
        }
        assertThat(run(Map.of("ROLLCALL_OPS_PORT", port), health).code()).isEqualTo(1);
        assertThat(run(Map.of(), health).text()).contains("Set ROLLCALL_OPS_PORT");
    }

    private static Ended run(Map<String, String> environment, Path script, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private record Ended(int code, String text) {}
}
