package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A start that finds all scripts in the history asks Flyway for nothing, so it must know all of them. */
class SchemaHistoryTest {
    @Test
    void knowsEveryScript() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "sql"))) {
            List<String> scripts = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();

            assertThat(SchemaHistory.scripts()).containsExactlyElementsOf(scripts);
        }
    }
}
