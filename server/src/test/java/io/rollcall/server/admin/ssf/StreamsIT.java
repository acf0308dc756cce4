package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata of the transmitter, and configuration of streams. */
class StreamsIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final String BASE = Receiver.ISSUER + "/api/ssf/v1";
    private static final String PREFIX = "urn:ietf:params:scim:event:prov:";

    private final TestOrganization organization = TestOrganization.create();
    private final Receiver receiver = Receiver.of(SERVER, Optional.of(organization.id()));

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private Response withId(String method, JsonNode stream, String more) {
        return receiver.send(
                method, "/stream", "{'stream_id': '" + stream.path("stream_id").asText() + "'" + more + "}");
    }

    @Test
    void publishesMetadataWithoutAKey() {
        Response metadata = receiver.metadata().get("/ssf-configuration");

        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.header("Content-Type")).startsWith("application/json");
        JsonNode json = metadata.json();
        assertThat(json.path("spec_version").asText()).isEqualTo("1_0");
        assertThat(json.path("issuer").asText()).isEqualTo(Receiver.ISSUER);
        assertThat(json.path("jwks_uri").asText()).isEqualTo(Receiver.ISSUER + "/.well-known/jwks.json");
        assertThat(texts(json.path("delivery_methods_supported")))
                .containsExactly("urn:ietf:rfc:8935", "urn:ietf:rfc:8936");
        assertThat(json.path("configuration_endpoint").asText()).isEqualTo(BASE + "/stream");
        assertThat(json.path("status_endpoint").asText()).isEqualTo(BASE + "/status");
        assertThat(json.path("verification_endpoint").asText()).isEqualTo(BASE + "/verify");
        assertThat(json.at("/authorization_schemes/0/spec_urn").asText()).isEqualTo("urn:ietf:rfc:6750");
    }

    @Test
    void publishesKeysWithoutTheirPrivateParts() throws Exception {
        List<JWK> keys = receiver.keys().getKeys();

        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.size()).isGreaterThanOrEqualTo(2_048);
            assertThat(key.getKeyID()).isNotBlank();
            assertThat(key.getAlgorithm().getName()).isEqualTo("RS256");
        });
        assertThat(receiver.metadata().get("/jwks.json").header("Cache-Control"))
                .contains("max-age=60");
    }

    private JsonNode announced(RunningServer server) {
        return organization.client(server).get("/ServiceProviderConfig").json().path("securityEvents");
    }

    @Test
    void announcesAllEventsInTheServiceProviderConfigIfConfigured() {
        try (RunningServer server = TestServer.start(Map.of("events.tokens.announced", "always"))) {
            JsonNode announced = announced(server);

            assertThat(announced.path("asyncRequest").asText()).isEqualTo("none");
            assertThat(texts(announced.path("eventUris")))
                    .containsExactly(
                            PREFIX + "create:notice",
                            PREFIX + "patch:notice",
                            PREFIX + "activate",
                            PREFIX + "deactivate",
                            PREFIX + "delete");
        }
    }

    @Test
    void announcesTheEventsThatAStreamOfTheOrganizationGets() {
        assertThat(announced(SERVER).isMissingNode()).isTrue();
        receiver.create("{'events_requested': ['%sdelete']}".formatted(PREFIX));
        receiver.create("{'events_requested': ['%sactivate', '%sdelete']}".formatted(PREFIX, PREFIX));

        assertThat(texts(announced(SERVER).path("eventUris"))).containsExactly(PREFIX + "delete", PREFIX + "activate");
        assertThat(TestOrganization.create(SERVER)
                        .client(SERVER)
                        .get("/ServiceProviderConfig")
                        .json()
                        .has("securityEvents"))
                .as("another organization's")
                .isFalse();
        try (RunningServer silent = TestServer.start(Map.of("events.tokens.announced", "never"))) {
            assertThat(announced(silent).isMissingNode()).isTrue();
        }
    }

    @Test
    void createsAStreamThatIsPolled() {
        Response created = receiver.send("POST", "/stream", "{}");

        assertThat(created.status()).isEqualTo(201);
        JsonNode stream = created.json();
        String id = stream.path("stream_id").asText();
        assertThat(created.header("Location")).isEqualTo(BASE + "/stream?stream_id=" + id);
        assertThat(stream.path("iss").asText()).isEqualTo(Receiver.ISSUER);
        assertThat(stream.path("aud").asText()).isEqualTo(BASE + "/streams/" + id);
        assertThat(stream.at("/delivery/method").asText()).isEqualTo("urn:ietf:rfc:8936");
        assertThat(stream.at("/delivery/endpoint_url").asText()).isEqualTo(BASE + "/streams/" + id + "/poll");
        assertThat(stream.path("events_delivered")).isEqualTo(stream.path("events_supported"));
        assertThat(stream.has("events_requested")).isFalse();
        assertThat(receiver.send("GET", "/stream?stream_id=" + id, "").json()).isEqualTo(stream);
    }

    @Test
    void deliversWhatIsBothRequestedAndSupported() {
        JsonNode stream = receiver.create(
                "{'events_requested': ['%sdelete', 'urn:example:unknown', '%sput:full']}".formatted(PREFIX, PREFIX));

        assertThat(texts(stream.path("events_delivered"))).containsExactly(PREFIX + "delete");
        assertThat(stream.path("events_requested")).hasSize(3);
        assertThat(receiver.create("{'events_requested': []}").path("events_delivered"))
                .isEmpty();
    }

    @Test
    void ignoresUnknownMembers() {
        assertThat(receiver.create("{'future': {'a': [1]}, 'description': 'CRM'}")
                        .path("description")
                        .asText())
                .isEqualTo("CRM");
    }

    @Test
    void listsTheStreamsOfTheKeysOwner() {
        assertThat(receiver.send("GET", "/stream", "").body()).isEqualTo("[]");
        JsonNode first = receiver.create("{}");
        JsonNode second = receiver.create("{}");

        assertThat(receiver.send("GET", "/stream", "").json()).containsExactly(first, second);
        Receiver another = Receiver.of(SERVER, Optional.of(organization.id()));
        assertThat(another.send("GET", "/stream", "").json()).hasSize(2);
    }

    @Test
    void changesWhatAPatchNamesAndReplacesAllByAPut() {
        JsonNode stream = receiver.create(
                "{'description': 'CRM', 'subject_format': 'email', 'events_requested': ['" + PREFIX + "delete']}");

        JsonNode patched = withId("PATCH", stream, ", 'description': 'HR'").json();
        assertThat(patched.path("description").asText()).isEqualTo("HR");
        assertThat(patched.path("subject_format").asText()).isEqualTo("email");
        assertThat(patched.path("events_requested")).hasSize(1);

        JsonNode replaced =
                withId("PUT", stream, ", 'subject_format': 'iss_sub'").json();
        assertThat(replaced.has("description")).isFalse();
        assertThat(replaced.has("events_requested")).isFalse();
        assertThat(replaced.path("subject_format").asText()).isEqualTo("iss_sub");
        assertThat(receiver.send("PUT", "/stream", replaced.toString()).json()).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'iss': 'https://other.example'",
                "'aud': 'https://other.example'",
                "'events_supported': []",
                "'events_delivered': []",
                "'min_verification_interval': 1",
                "'delivery': {'method': 'urn:ietf:rfc:8936', 'endpoint_url': 'https://other.example'}"
            })
    void refusesAChangeOfWhatTheTransmitterSets(String member) {
        JsonNode stream = receiver.create("{}");

        for (String method : List.of("PATCH", "PUT")) {
            Response refused = withId(method, stream, ", " + member);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.text("/err")).isEqualTo("invalid_request");
            assertThat(refused.text("/description")).contains("unchanged");
        }
    }

    @Test
    void deletesAStream() {
        JsonNode stream = receiver.create("{}");
        String path = "/stream?stream_id=" + stream.path("stream_id").asText();

        assertThat(receiver.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(receiver.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(receiver.send("GET", path, "").status()).isEqualTo(404);
        assertThat(receiver.poll(stream, "{}").status()).isEqualTo(404);
        assertThat(receiver.send("DELETE", "/stream", "").status()).isEqualTo(400);
    }

    @Test
    void hidesTheStreamsOfOthers() {
        JsonNode stream = receiver.create("{}");
        String id = stream.path("stream_id").asText();
        TestOrganization other = TestOrganization.create();

        for (Receiver stranger :
                List.of(Receiver.of(SERVER, Optional.of(other.id())), Receiver.of(SERVER, Optional.empty()))) {
            assertThat(stranger.send("GET", "/stream", "").body()).doesNotContain(id);
            assertThat(List.of(
                            stranger.send("GET", "/stream?stream_id=" + id, ""),
                            stranger.send("DELETE", "/stream?stream_id=" + id, ""),
                            stranger.send("PATCH", "/stream", "{'stream_id': '" + id + "'}"),
                            stranger.send("PUT", "/stream", "{'stream_id': '" + id + "'}"),
                            stranger.send("GET", "/status?stream_id=" + id, ""),
                            stranger.send("POST", "/status", "{'stream_id': '" + id + "', 'status': 'paused'}"),
                            stranger.send("POST", "/verify", "{'stream_id': '" + id + "'}"),
                            stranger.poll(stream, "{}")))
                    .extracting(Response::status)
                    .containsOnly(404);
        }
        assertThat(receiver.send("GET", "/stream", "").json()).containsExactly(stream);
    }

    @Test
    void refusesRequestsWithoutAValidKey() {
        JsonNode stream = receiver.create("{}");
        Receiver nobody = new Receiver(receiver.http().without("Authorization"), receiver.metadata());

        for (Response refused : List.of(
                nobody.send("POST", "/stream", "{}"),
                nobody.poll(stream, "{}"),
                Receiver.with(SERVER, organization.token()).send("GET", "/stream", ""))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("/err")).isEqualTo("authentication_failed");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "POST; /stream; []",
                "POST; /stream; {",
                "POST; /stream; {'a': 1, 'a': 2}",
                "POST; /stream; {'events_requested': 'all'}",
                "POST; /stream; {'events_requested': [1]}",
                "POST; /stream; {'subject_format': 'phone'}",
                "POST; /stream; {'description': 7}",
                "POST; /stream; {'delivery': []}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935'}}",
                "POST; /stream; {'delivery': {'method': 'push', 'endpoint_url': 'https://other.example'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'http://other.example'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://127.0.0.1'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://169.254.169.254/latest'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://localhost'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://a:b@other.example'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://other.example:22'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://o.example', 'authorization_header': 'a\\r\\nHost: b'}}",
                "POST; /stream; {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://o.example', 'authorization_header': ''}}",
                "PATCH; /stream; {}",
                "PUT; /stream; {'stream_id': 1}",
                "GET; /status; ",
                "POST; /status; {'status': 'enabled'}",
                "POST; /verify; {'state': 1}"
            })
    void saysWhatIsWrong(String method, String path, String body) {
        Response refused = receiver.send(method, path, body == null ? "" : body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.text("/err")).isEqualTo("invalid_request");
        assertThat(refused.text("/description")).isNotBlank().doesNotContain("Exception", "java");
    }

    @Test
    void boundsWhatAReceiverMaySend() {
        assertThat(receiver.send("POST", "/stream", "{'description': '" + "x".repeat(256) + "'}")
                        .status())
                .isEqualTo(400);
        assertThat(receiver.send("POST", "/stream", "{'description': '" + "x".repeat(140_000) + "'}")
                        .status())
                .isEqualTo(413);
        assertThat(receiver.http()
                        .with("Content-Type", "text/plain")
                        .send("POST", "/stream", "{}")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void limitsTheStreamsOfAnOwner() {
        for (int stream = 0; stream < 10; stream++) {
            receiver.create("{}");
        }

        Response refused = receiver.send("POST", "/stream", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("10 streams");
    }

    @Test
    void recordsStreamsInTheAuditLog() {
        JsonNode stream = receiver.create("{}");
        String id = stream.path("stream_id").asText();
        withId("PATCH", stream, ", 'description': 'HR'");
        receiver.send("DELETE", "/stream?stream_id=" + id, "");

        AuditQuery query = new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(organization.slug()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100);
        List<AuditEntry> entries = SERVER.component(Audit.class).list(query).stream()
                .filter(entry -> entry.subject().equals(id))
                .toList();

        assertThat(entries)
                .extracting(AuditEntry::kind)
                .containsExactlyInAnyOrder(
                        AuditKind.EVENT_STREAM_CREATED, AuditKind.EVENT_STREAM_CHANGED, AuditKind.EVENT_STREAM_DELETED);
    }

    @Test
    void servesAndAnnouncesNothingIfDisabled() {
        try (RunningServer server = TestServer.start(Map.of("events.tokens.enabled", "false"))) {
            Receiver without = Receiver.of(server, Optional.of(organization.id()));

            assertThat(without.send("POST", "/stream", "{}").status()).isEqualTo(404);
            assertThat(without.metadata().get("/ssf-configuration").status()).isEqualTo(404);
            ScimClient scim = organization.client(server);
            assertThat(scim.get("/ServiceProviderConfig").json().has("securityEvents"))
                    .isFalse();
        }
    }
}
