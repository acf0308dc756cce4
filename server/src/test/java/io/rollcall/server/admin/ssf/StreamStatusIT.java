package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Status and verification of streams. */
class StreamStatusIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final Duration RETURNS_AT_ONCE = Duration.ofSeconds(15);

    private final TestOrganization organization = TestOrganization.create();
    private final Receiver receiver = Receiver.of(SERVER, Optional.of(organization.id()));
    private final JsonNode stream = receiver.create("{}");

    private void create(String name) {
        Response created = organization
                .client()
                .post(
                        "/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\",\"externalId\":\"x-%s\"}"
                                .formatted(name, name));
        assertThat(created.status()).isEqualTo(201);
    }

    private String status(String status) {
        return receiver.send(
                        "POST",
                        "/status",
                        "{'stream_id': '%s', 'status': '%s', 'reason': 'Test'}"
                                .formatted(stream.path("stream_id").asText(), status))
                .text("/status");
    }

    private Response verify(String more) {
        return receiver.send(
                "POST", "/verify", "{'stream_id': '" + stream.path("stream_id").asText() + "'" + more + "}");
    }

    @Test
    void refusesAnUnknownStatus() {
        for (String wrong : List.of("", "Enabled", "stopped")) {
            Response refused = receiver.send(
                    "POST",
                    "/status",
                    "{'stream_id': '%s', 'status': '%s'}"
                            .formatted(stream.path("stream_id").asText(), wrong));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.text("/description")).contains("enabled, paused, disabled");
        }
    }

    @Test
    void holdsTheTokensOfAPausedStream() {
        assertThat(status("paused")).isEqualTo("paused");
        create("jane");
        JsonNode other = receiver.create("{}");
        create("joe");
        receiver.take(other, 1);

        assertThat(receiver.waiting(stream)).isEmpty();
        assertThat(receiver.send(
                                "GET",
                                "/status?stream_id=" + stream.path("stream_id").asText(),
                                "")
                        .body())
                .contains("paused", "Test");
        assertThat(status("enabled")).isEqualTo("enabled");
        assertThat(receiver.take(stream, 2)).hasSize(2);
    }

    @Test
    void dropsTheTokensOfADisabledStream() {
        create("first");
        create("second");
        receiver.take(stream, 2);
        assertThat(status("disabled")).isEqualTo("disabled");
        JsonNode other = receiver.create("{}");
        create("dropped");
        receiver.take(other, 1);

        assertThat(receiver.waiting(stream)).isEmpty();
        status("enabled");
        create("kept");
        assertThat(receiver.take(stream, 1)).extracting(PollingIT::externalId).containsExactly("x-kept");
    }

    @Test
    void returnsTheStateOfAVerification() {
        assertThat(verify(", 'state': 'VGhpcyBp'").status()).isEqualTo(204);

        JWTClaimsSet token = receiver.take(stream, 1).get(0);

        assertThat(PollingIT.uri(token)).isEqualTo("https://schemas.openid.net/secevent/ssf/event-type/verification");
        assertThat(PollingIT.payload(token)).isEqualTo(Map.of("state", "VGhpcyBp"));
        assertThat(PollingIT.subject(token))
                .isEqualTo(Map.of(
                        "format", "opaque", "id", stream.path("stream_id").asText()));
        receiver.acknowledge(stream, Set.of(token.getJWTID()));
        assertThat(receiver.waiting(stream)).isEmpty();
    }

    @Test
    void refusesAVerificationTooSoonAfterTheLast() {
        assertThat(verify("").status()).isEqualTo(204);

        Response refused = verify("");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        assertThat(stream.path("min_verification_interval").asInt()).isEqualTo(30);
        assertThat(receiver.waiting(stream)).hasSize(1);
    }

    @Test
    void returnsAVerificationToAReceiverThatWaits() throws Exception {
        CompletableFuture<Response> polled = CompletableFuture.supplyAsync(() -> receiver.poll(stream, "{}"));
        verify(", 'state': 'abc'");

        Response answer = polled.get(RETURNS_AT_ONCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(receiver.verified(stream, answer)).hasSize(1);
    }
}
