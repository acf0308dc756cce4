package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.rollcall.server.config.Settings;
import io.rollcall.server.testing.LogCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDatabaseIT {
    @TempDir
    private Path folder;

    @Test
    void warnsThatACommandMakesADatabaseWhereAnotherMayBeMeant() {
        assertThat(warnings()).singleElement().asString().contains("ROLLCALL_DATABASE_URL");
        assertThat(warnings()).isEmpty();
    }

    private List<String> warnings() {
        try (LogCapture log = new LogCapture();
                OpenDatabase opened =
                        OpenDatabase.shared(Settings.load(System.getenv(), Map.of("data.dir", folder.toString())))) {
            assertThat(opened.embedded()).isPresent();
            return log.messages(Level.WARN).stream()
                    .filter(message -> message.contains(folder.toString()))
                    .toList();
        }
    }
}
