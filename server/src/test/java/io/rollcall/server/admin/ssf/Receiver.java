package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestServer;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Strict receiver of security event tokens, whose library verifies each token with the published keys. */
record Receiver(ScimClient http, ScimClient metadata) {
    static final String ISSUER = "https://" + TestServer.BASE_DOMAIN;

    /** Returns one with a new key. @param organization the only organization of the key; empty for all */
    static Receiver of(RunningServer server, Optional<OrganizationId> organization) {
        return with(server, newKey(server, organization));
    }

    static String newKey(RunningServer server, Optional<OrganizationId> organization) {
        return server.component(AdminKeys.class)
                .issue(new AdminKey.Request(organization, "Receiver", Lifetime.standard()), Actor.system())
                .secret()
                .reveal();
    }

    static Receiver with(RunningServer server, String key) {
        String base = "http://127.0.0.1:" + server.port();
        return new Receiver(
                new ScimClient(base + "/api/ssf/v1", key)
                        .with("Accept", "application/json")
                        .with("Content-Type", "application/json"),
                new ScimClient(base + "/.well-known", "")
                        .without("Authorization")
                        .with("Accept", "application/json"));
    }

    Response send(String method, String path, String body) {
        return http.send(method, path, body.replace('\'', '"'));
    }

    /** Creates a stream and returns its configuration. */
    JsonNode create(String body) {
        Response created = send("POST", "/stream", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json();
    }

    Response poll(JsonNode stream, String body) {
        return send("POST", "/streams/" + stream.path("stream_id").asText() + "/poll", body);
    }

    /** Returns the verified tokens that wait, by their ids, without waiting for others. */
    Map<String, JWTClaimsSet> waiting(JsonNode stream) {
        return verified(stream, poll(stream, "{'returnImmediately': true}"));
    }

    /** Waits for that many tokens, acknowledges none of them, and returns them in order. */
    List<JWTClaimsSet> take(JsonNode stream, int count) {
        return new ArrayList<>(Eventually.get(() -> waiting(stream), found -> found.size() >= count)
                .values());
    }

    Map<String, JWTClaimsSet> verified(JsonNode stream, Response polled) {
        assertThat(polled.status()).as(polled.body()).isEqualTo(200);
        Map<String, JWTClaimsSet> found = new LinkedHashMap<>();
        polled.json().path("sets").properties().forEach(token -> {
            JWTClaimsSet claims = verified(stream, token.getValue().asText());
            assertThat(claims.getJWTID()).isEqualTo(token.getKey());
            found.put(token.getKey(), claims);
        });
        return found;
    }

    JWTClaimsSet verified(JsonNode stream, String token) {
        try {
            return processor(stream).process(token, null);
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            throw new AssertionError(refused);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(JsonNode stream) throws ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("secevent+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Set.of(stream.path("aud").asText()),
                new JWTClaimsSet.Builder().issuer(ISSUER).build(),
                Set.of("iss", "iat", "jti", "sub_id", "events"),
                Set.of("exp", "sub")));
        return processor;
    }

    JWKSet keys() throws ParseException {
        return JWKSet.parse(metadata.get("/jwks.json").body());
    }

    static String list(Set<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
    }

    void acknowledge(JsonNode stream, Set<String> ids) {
        Response acknowledged = poll(stream, "{'maxEvents': 0, 'ack': " + list(ids) + "}");
        assertThat(acknowledged.status()).as(acknowledged.body()).isEqualTo(200);
        assertThat(acknowledged.json().path("sets")).isEmpty();
    }
}
