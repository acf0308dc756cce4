package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScimBodyTest {
    private static final int MAX_BYTES = 1_000_000;
    private static final int LARGE = 200_000;

    private final WorkingMemory memory = new WorkingMemory(8_000_000);
    private final ScimBody bodies = new ScimBody(
            new ScimJson(ScimJson.DEFAULT_DEPTH, memory),
            MAX_BYTES,
            new WrittenBytes(new WrittenBytes.Config(0), new SimpleMeterRegistry(), "test"));

    @AfterEach
    void end() {
        memory.end();
    }

    @Test
    void countsTheMemoryOfAPackedBodyByWhatItUnpacksTo() {
        memory.begin();
        assertThat(bodies.read(packed(), gzip(object(LARGE))).path("a").asText())
                .hasSize(LARGE);
        assertThat(memory.reserved()).isGreaterThan(LARGE);
        memory.end();
        assertThat(memory.reserved()).isZero();
    }

    @Test
    void refusesAPackedBodyWhileOthersHoldTheMemory() {
        CompletableFuture.runAsync(() -> {
                    memory.begin();
                    memory.reserveJson(LARGE);
                })
                .join();
        memory.begin();
        assertThatThrownBy(() -> bodies.read(packed(), gzip(object(LARGE)))).isInstanceOf(Refusal.class);
        assertThat(bodies.read(packed(), gzip(object(100))).path("a").asText()).hasSize(100);
    }

    @Test
    void unpacksNoMoreThanABodyMayHave() {
        memory.begin();
        assertThatThrownBy(() -> bodies.read(packed(), gzip(object(20 * MAX_BYTES))))
                .isInstanceOf(WebApplicationException.class)
                .hasMessageContaining("larger than " + MAX_BYTES);
    }

    private static ContainerRequestContext packed() {
        URI uri = URI.create("http://localhost/");
        ContainerRequest request = new ContainerRequest(uri, uri, "POST", null, new MapPropertiesDelegate(), null);
        request.header("Content-Type", "application/scim+json");
        request.header("Content-Encoding", "gzip");
        return request;
    }

    private static String object(int length) {
        return "{\"a\":\"" + "x".repeat(length) + "\"}";
    }

    private static InputStream gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
