package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestOrganization;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams in a log with many events of others, and of events that are gone. */
@Tag("long")
class TokenWindowIT {
    private static final int OTHERS = 25_000;

    private OwnDatabase database;
    private RunningServer server;
    private TestOrganization organization;
    private Receiver receiver;
    private JsonNode stream;

    @BeforeEach
    void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of("events.tokens.max-unacknowledged", "500", "events.tokens.max-tokens", "200"));
        organization = TestOrganization.create(server);
        receiver = Receiver.of(server, Optional.of(organization.id()));
        stream = receiver.create("{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void create(String name) {
        assertThat(organization
                        .client(server)
                        .post(
                                "/Users",
                                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}"
                                        .formatted(name))
                        .status())
                .isEqualTo(201);
    }

    /** Appends events to the log. @param type of all of them */
    private void append(int count, String type, long of) {
        database.change(
                "INSERT INTO events (position, organization_id, id, aggregatetype, aggregateid, aggregate_version, type,"
                        + " occurred, correlation_id, payload)"
                        + " SELECT next + s.seq - 1, ?, UUID(), 'user', UUID(), 1, ?, UTC_TIMESTAMP(3), '', '{}'"
                        + " FROM event_log JOIN seq_1_to_" + count + " s",
                of,
                type);
        database.change("UPDATE event_log SET next = next + ?", count);
    }

    private long position() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT position FROM event_streams")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void passesTheEventsOfOthers() throws Exception {
        long before = position();
        append(OTHERS, "user.created", 999_999);
        create("jane");

        assertThat(receiver.take(stream, 1)).hasSize(1);
        assertThat(receiver.waiting(stream)).hasSize(1);
        receiver.acknowledge(stream, receiver.waiting(stream).keySet());
        assertThat(receiver.waiting(stream)).isEmpty();

        append(OTHERS, "user.created", 999_999);
        assertThat(receiver.waiting(stream)).isEmpty();
        assertThat(position()).isGreaterThan(before + OTHERS);
    }

    @Test
    void acknowledgesBehindManyEventsOfOthers() {
        append(OTHERS, "role.updated", organization.id().value());
        create("jane");
        List<JWTClaimsSet> tokens = receiver.take(stream, 1);

        receiver.acknowledge(stream, Set.of(tokens.get(0).getJWTID()));

        assertThat(receiver.waiting(stream)).isEmpty();
    }

    @Test
    void deliversNoMoreThanItsWindowBeforeTheFirstIsAcknowledged() {
        append(1_200, "user.created", organization.id().value());
        List<String> first = new ArrayList<>(receiver.waiting(stream).keySet());
        assertThat(first).hasSize(200);
        Set<String> received = new HashSet<>(first);
        String kept = first.get(0);

        for (int round = 0; round < 6; round++) {
            Set<String> waiting = new HashSet<>(receiver.waiting(stream).keySet());
            received.addAll(waiting);
            waiting.remove(kept);
            receiver.acknowledge(stream, waiting);
        }

        assertThat(received).hasSize(500);
        assertThat(receiver.waiting(stream)).containsOnlyKeys(kept);
        receiver.acknowledge(stream, Set.of(kept));
        assertThat(receiver.waiting(stream)).hasSize(200).doesNotContainKeys(kept);
    }

    @Test
    void goesOnAfterEventsThatWereDeletedForTheirAge() {
        append(50, "user.created", organization.id().value());
        assertThat(receiver.waiting(stream)).hasSize(50);
        database.change("DELETE FROM events WHERE position <= (SELECT next - 11 FROM event_log)");
        database.change("UPDATE event_log SET pruned = next - 11");

        Map<String, JWTClaimsSet> left = receiver.waiting(stream);

        assertThat(left).hasSize(10);
        receiver.acknowledge(stream, left.keySet());
        create("jane");
        assertThat(receiver.take(stream, 1)).hasSize(1);
    }
}
