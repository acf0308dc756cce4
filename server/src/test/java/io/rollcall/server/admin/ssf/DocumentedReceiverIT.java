package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver in docs/security-events.md works as it is printed there, if Node is installed. */
class DocumentedReceiverIT {
    private static final Path DOCUMENT = Path.of("..", "docs", "security-events.md");
    private static final int SECONDS = 30;

    @TempDir
    private Path folder;

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private Path receiver() throws IOException {
        String source = Files.readString(DOCUMENT).split("```js\n")[1].split("```")[0];
        return Files.writeString(folder.resolve("receiver.mjs"), source);
    }

    @Test
    void printsTheChangesOfUsers() throws Exception {
        assumeThat(hasNode()).isTrue();
        int port = FreePort.next();
        String base = "http://localhost:" + port;
        try (RunningServer server = TestServer.start(Map.of("http.port", Integer.toString(port), "public.url", base))) {
            TestOrganization organization = TestOrganization.create(server);
            String key = Receiver.newKey(server, Optional.of(organization.id()));
            ProcessBuilder node = new ProcessBuilder("node", receiver().toString(), base).redirectErrorStream(true);
            node.environment().put("KEY", key);
            Process process = node.start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                Receiver observer = Receiver.with(server, key);
                Eventually.get(() -> observer.send("GET", "/stream", "").json().size(), streams -> streams == 1);
                String user = organization
                        .client(server)
                        .post(
                                "/Users",
                                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"jane\"}")
                        .id();
                organization.client(server).delete("/Users/" + user);

                assertThat(line(lines).at("/subject/uri").asText()).isEqualTo("/Users/" + user);
                assertThat(line(lines).path("events").has("urn:ietf:params:scim:event:prov:delete"))
                        .isTrue();
            } finally {
                process.destroy();
            }
        }
    }

    private static JsonNode line(BufferedReader lines) throws Exception {
        String line = CompletableFuture.supplyAsync(() -> {
                    try {
                        return lines.readLine();
                    } catch (IOException failure) {
                        throw new AssertionError(failure);
                    }
                })
                .get(SECONDS, TimeUnit.SECONDS);
        return new JsonMapper().readTree(line);
    }
}
