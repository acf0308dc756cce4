package io.rollcall.reliability.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OutboxConnectorTest {
    @Test
    void hasTheConfigurationOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "kafka.md"));
        try (InputStream used = OutboxConnector.class.getResourceAsStream("/outbox-connector.json")) {
            String configuration = new String(used.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(page).contains("```json\n" + configuration + "```");
        }
    }
}
