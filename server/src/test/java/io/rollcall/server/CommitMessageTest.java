package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commit-msg hook checks subjects as CONTRIBUTING.md describes them. */
@DisabledOnOs(OS.WINDOWS)
class CommitMessageTest {
    private static final Path HOOK = Path.of("..", ".githooks", "commit-msg");

    @TempDir
    private Path folder;

    private int check(String message) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("message"), message);
        return new ProcessBuilder("sh", HOOK.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http: idle connections are closed after a minute",
                "console, admin: lists have pages",
                "# a comment\nscim: filters may be longer\n\nBecause clients send long ones.\n# another",
                "Merge branch 'main'",
                "Revert \"http: idle connections are closed after a minute\"",
            })
    void acceptsAnAreaAndWhatChanges(String message) throws Exception {
        assertThat(check(message)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Idle connections are closed",
                "Http: idle connections are closed",
                "http:idle connections are closed",
                "http: ",
                "http: idle connections are closed.",
                "http: idle connections are closed\nThe line after it is not empty.",
            })
    void refusesOtherSubjects(String message) throws Exception {
        assertThat(check(message)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {115, 500})
    void refusesALongSubject(int length) throws Exception {
        assertThat(check("http: " + "x".repeat(length))).isEqualTo(1);
    }
}
