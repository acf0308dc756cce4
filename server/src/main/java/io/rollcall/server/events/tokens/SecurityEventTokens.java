package io.rollcall.server.events.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.UserData;
import io.rollcall.server.events.tokens.SigningKeys.SigningKey;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.RoleConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writer of security event tokens (RFC 8417) with one event each. A token is the same each time it is made, unless the key has
 * changed or the person was erased meanwhile.
 */
@Singleton
public final class SecurityEventTokens {
    /** The event of a verification. */
    public static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";

    /** Path of the transmitter's endpoints on every host. */
    public static final String PATH = "/api/ssf/v1";

    private static final JOSEObjectType TYPE = new JOSEObjectType("secevent+jwt");
    private static final String FORMAT = "format";
    private static final String EMAIL = "email";
    private static final String EXTERNAL_ID = "externalId";
    private static final JsonMapper JSON = new JsonMapper();

    private final SigningKeys keys;
    private final PublicUrls urls;
    private final Map<String, String> attributes;

    @Inject
    public SecurityEventTokens(SigningKeys keys, PublicUrls urls, RoleConfig role) {
        this.keys = keys;
        this.urls = urls;
        this.attributes = Map.of("role", role.attribute(), "enterprise", UserData.ENTERPRISE, EMAIL, "emails");
    }

    /** Returns the issuer of all tokens. */
    public String issuer() {
        return urls.ofBase();
    }

    /** Returns the URL of an endpoint of the transmitter. */
    public String url(String path) {
        return issuer() + PATH + path;
    }

    /** Returns the audience of a stream's tokens: no other stream has it, so that they are useless elsewhere. */
    public String audience(EventStream stream) {
        return url("/streams/" + stream.id());
    }

    /** Returns the token of an event that the stream has. */
    String of(EventStream stream, LoggedEvent logged) {
        ScimEvent event = ScimEvent.of(logged.type()).orElseThrow();
        JsonNode data = parsed(logged.data());
        JWTClaimsSet.Builder claims = claims(stream, logged.id(), logged.occurred())
                .claim("sub_id", subject(stream, logged, data))
                .claim("events", Map.of(event.uri(), event.namesAttributes() ? payload(logged, data) : Map.of()))
                .claim("organization", Map.of("id", logged.organizationId().value(), "slug", logged.slug()));
        if (!logged.correlationId().isEmpty()) {
            claims.claim("txn", logged.correlationId());
        }
        return signed(claims.build());
    }

    /** Returns the token of a verification. */
    String of(EventStream stream, StreamVerification verification) {
        Map<String, Object> payload = new LinkedHashMap<>();
        verification.state().ifPresent(state -> payload.put("state", state));
        return signed(claims(stream, verification.id(), verification.created())
                .claim("sub_id", Map.of(FORMAT, "opaque", "id", stream.id()))
                .claim("events", Map.of(VERIFICATION, payload))
                .build());
    }

    private JWTClaimsSet.Builder claims(EventStream stream, String id, Instant issued) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(audience(stream))
                .issueTime(Date.from(issued))
                .jwtID(id);
    }

    /** A user without an e-mail address, such as an erased one, has the SCIM format in every stream. */
    private Map<String, Object> subject(EventStream stream, LoggedEvent logged, JsonNode data) {
        EventStream.SubjectFormat format = stream.settings().subject();
        if (format == EventStream.SubjectFormat.ISS_SUB) {
            return Map.of(FORMAT, "iss_sub", "iss", issuer(), "sub", logged.subjectId());
        }
        if (format == EventStream.SubjectFormat.EMAIL && data.path(EMAIL).isTextual()) {
            return Map.of(FORMAT, EMAIL, EMAIL, data.path(EMAIL).textValue());
        }
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put(FORMAT, "scim");
        subject.put("uri", "/Users/" + logged.subjectId());
        if (data.path(EXTERNAL_ID).isTextual()) {
            subject.put(EXTERNAL_ID, data.path(EXTERNAL_ID).textValue());
        }
        return subject;
    }

    private Map<String, Object> payload(LoggedEvent logged, JsonNode data) {
        List<String> names = new ArrayList<>();
        if (data.path("changed").isArray()) {
            data.path("changed").forEach(name -> names.add(name.asText()));
        } else if (!data.path("redacted").asBoolean()) {
            data.fieldNames().forEachRemaining(names::add);
            names.removeAll(List.of("id", "version", "omitted"));
            data.path("omitted").forEach(name -> names.add(name.asText()));
        }
        return Map.of(
                "attributes",
                names.stream()
                        .map(name -> attributes.getOrDefault(name, name))
                        .distinct()
                        .toList(),
                "version",
                "W/\"" + logged.version() + "\"");
    }

    private static JsonNode parsed(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("invalid stored JSON", broken);
        }
    }

    private String signed(JWTClaimsSet claims) {
        SigningKey key = keys.current();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(TYPE)
                        .keyID(key.id())
                        .build(),
                claims);
        try {
            token.sign(key.signer());
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
        return token.serialize();
    }
}
