package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /** The program fails at once, since a setting is wrong. */
    @Test
    void saysAtOnceThatItStartsAndOnlyThen() throws Exception {
        Path program = HOME.resolve("bin/rollcall");
        Map<String, String> wrong = Map.of("JAVA_HOME", System.getProperty("java.home"), "ROLLCALL_HTTP_PROT", "1");
        for (String[] serving : new String[][] {
            {}, {"serve"}, {"--set", "http.port=0"}, {"--set=http.port=0", "serve"}, {"serve", "-s", "http.port=0"}
        }) {
            Ended ended = run(wrong, program, serving);
            assertThat(ended.text()).as(String.join(" ", serving)).startsWith("Rollcall is starting ...\n");
            assertThat(ended.text()).contains("ROLLCALL_HTTP_PROT. Did you mean ROLLCALL_HTTP_PORT?");
            assertThat(ended.code()).isEqualTo(1);
        }
        for (String[] command : new String[][] {
            {"organization", "list", "--json"}, {"serve", "--help"}, {"--set", "http.port=0", "migrate"}
        }) {
            assertThat(run(wrong, program, command).text())
                    .as(String.join(" ", command))
                    .doesNotContain("is starting");
        }
    }

    @Test
    void namesItselfInCommandsAsItCanBeCalledFromAnyFolder() throws Exception {
        Path home = Files.createSymbolicLink(folder.resolve("a folder"), HOME);
        assertThat(nextCommand(Map.of(), home.resolve("bin/rollcall")))
                .isEqualTo("'" + home.resolve("bin/rollcall") + "' token generate");
        assertThat(nextCommand(
                        Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH")),
                        home.resolve("bin/rollcall")))
                .isEqualTo("rollcall token generate");
        Path another = Files.createDirectory(folder.resolve("another"));
        Path other = Files.createFile(another.resolve("rollcall"));
        assertThat(other.toFile().setExecutable(true)).isTrue();
        assertThat(nextCommand(Map.of("PATH", another + ":" + System.getenv("PATH")), HOME.resolve("bin/rollcall")))
                .isEqualTo(HOME.resolve("bin/rollcall") + " token generate");
    }

    private static String nextCommand(Map<String, String> more, Path program) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        TestDatabase.settings().forEach((key, value) -> environment.put(Settings.environmentName(key), value));
        String slug = "d" + UUID.randomUUID().toString().substring(0, 8);
        Ended ended = run(environment, program, "organization", "create", slug);
        assertThat(ended.code()).as(ended.text()).isZero();
        return ended.text().strip().replaceFirst("(?s).*Next: ", "").replace(" " + slug, "");
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoJava() throws Exception {
        Ended ended = run(Map.of("JAVA_HOME", "/nowhere"), HOME.resolve("bin/rollcall"), "--version");
        assertThat(ended.text()).contains("Java 17 or newer is needed").contains("JAVA_HOME");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void startsWithAnyCollectorAndAnyHeap() throws Exception {
        for (String variable : List.of("ROLLCALL_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
            for (String options : List.of("-XX:+UseParallelGC", "-XX:+UseG1GC -Xmx48m", "-Xmx40000000", "-Xmx1g")) {
                Map<String, String> environment = new HashMap<>();
                environment.put("ROLLCALL_JAVA_OPTS", "");
                environment.put("JAVA_HOME", System.getProperty("java.home"));
                environment.put(variable, options);
                Ended ended = run(environment, HOME.resolve("bin/rollcall"), "--version");
                assertThat(ended.text()).as(environment.toString()).contains("Rollcall ");
                assertThat(ended.code()).as(ended.text()).isZero();
            }
        }
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
        // Most of these end at once, or do little.
        builder.environment().put("ROLLCALL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private record Ended(int code, String text) {}
}
