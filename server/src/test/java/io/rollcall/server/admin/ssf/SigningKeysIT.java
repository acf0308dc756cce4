package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.tokens.SigningKeys;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers sign with the same keys, and rotate them. */
@Tag("long")
class SigningKeysIT {
    private final SettableClock clock = new SettableClock();
    private OwnDatabase database;
    private RunningServer one;
    private RunningServer other;
    private TestOrganization organization;
    private Receiver receiver;
    private Receiver second;
    private JsonNode stream;

    @BeforeEach
    void start() {
        database = OwnDatabase.fresh();
        one = database.start(Map.of(), clock);
        other = database.start(Map.of(), clock);
        organization = TestOrganization.create(one);
        String key = Receiver.newKey(one, Optional.of(organization.id()));
        receiver = Receiver.with(one, key);
        second = Receiver.with(other, key);
        stream = receiver.create("{}");
        organization
                .client(one)
                .post("/Users", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"jane\"}");
        receiver.take(stream, 1);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private static List<String> published(Receiver receiver) throws Exception {
        return receiver.keys().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private String token(Receiver from) {
        return Eventually.get(
                () -> from.poll(stream, "{\"returnImmediately\": true}")
                        .json()
                        .path("sets")
                        .path(id(from))
                        .asText(),
                found -> !found.isEmpty());
    }

    private String id(Receiver from) {
        return from.waiting(stream).keySet().iterator().next();
    }

    private static String keyOf(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    /** Waits until both servers know the newest key, which they cache for seconds. */
    private void awaitKeys(int count) {
        for (Receiver each : List.of(receiver, second)) {
            assertThat(Eventually.get(
                            () -> {
                                try {
                                    return published(each);
                                } catch (Exception failure) {
                                    throw new AssertionError(failure);
                                }
                            },
                            found -> found.size() == count))
                    .hasSize(count);
        }
    }

    private int rows(String condition) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM signing_keys WHERE " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void signsTheSameTokenOnBothServers() throws Exception {
        assertThat(token(receiver)).isEqualTo(token(second));
        assertThat(published(receiver)).hasSize(1).isEqualTo(published(second));
    }

    @Test
    void acknowledgesOnAnyServer() {
        second.acknowledge(stream, receiver.waiting(stream).keySet());

        assertThat(receiver.waiting(stream)).isEmpty();
    }

    @Test
    void publishesANewKeyAMinuteBeforeItSigns() throws Exception {
        String old = token(receiver);
        clock.advance(Duration.ofDays(1));
        one.component(Secrets.class).rotate(Secrets.SIGNING, Actor.operator());
        awaitKeys(2);

        assertThat(keyOf(token(receiver))).isEqualTo(keyOf(old));
        clock.advance(Duration.ofMinutes(1));
        String rotated = token(receiver);
        assertThat(keyOf(rotated)).isNotEqualTo(keyOf(old));
        assertThat(token(second)).isEqualTo(rotated);
        receiver.verified(stream, old);
        second.verified(stream, rotated);
    }

    @Test
    void rotatesByAgeAndPublishesAnOldKeyAsLongAsItsTokensMayBeVerified() throws Exception {
        String old = token(receiver);
        one.component(SigningKeys.class).rotateIfDue();
        assertThat(rows("1 = 1")).isEqualTo(1);

        clock.advance(Duration.ofDays(91));
        one.component(SigningKeys.class).rotateIfDue();
        other.component(SigningKeys.class).rotateIfDue();
        assertThat(rows("1 = 1")).isEqualTo(2);
        awaitKeys(2);

        clock.advance(Duration.ofDays(29));
        one.component(SigningKeys.class).rotateIfDue();
        assertThat(rows("private_key = ''")).isEqualTo(1);
        assertThat(published(receiver)).contains(keyOf(old));
        receiver.verified(stream, old);

        clock.advance(Duration.ofDays(3));
        one.component(SigningKeys.class).rotateIfDue();
        assertThat(rows("1 = 1")).isEqualTo(1);
        awaitKeys(1);
        assertThat(published(receiver)).doesNotContain(keyOf(old));
    }

    @Test
    void storesPrivatePartsEncrypted() throws Exception {
        assertThat(rows("private_key LIKE 'ey%.%'")).isEqualTo(1);
        assertThat(rows("private_key LIKE '%\"d\"%' OR public_key LIKE '%\"d\"%' OR public_key LIKE '%\"p\"%'"))
                .isZero();
    }
}
