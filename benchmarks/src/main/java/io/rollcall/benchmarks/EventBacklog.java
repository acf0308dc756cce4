package io.rollcall.benchmarks;

import io.rollcall.server.kernel.TimeOrderedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Writer of changes to the outbox, in the form in which the server writes them: several changes of each of many users. */
final class EventBacklog {
    /** Users that the changes are about, in turn. */
    private static final int USERS = 2_000;

    private static final int TIME = "0198c0de-0000".length();

    private static final String INSERT = """
            INSERT INTO outbox (organization_id, id, aggregatetype, aggregateid, aggregate_version, type, occurred,
              correlation_id, payload)
            SELECT ?, CONCAT(?, LOWER(LPAD(HEX(seq), 12, '0'))), 'user', subject, version, 'user.updated',
              UTC_TIMESTAMP(3), '0123456789abcdef', CONCAT('{"id":"', subject, '","externalId":"00u1a2b3c4d5e6f7g8h9",
            "userName":"given.family', version, '@example.com","displayName":"Given Family","name":{"givenName":"Given",
            "familyName":"Family"},"email":"given.family', version, '@example.com","active":true,"role":{"value":"user",
            "displayName":"User","kind":"personal"},"enterprise":{"department":"Research","costCenter":"4711"},"version":',
              version, ',"changed":["userName","emails"],"previous":{"userName":"family@example.com","emails":[{"value":
            "family@example.com","type":"work","primary":true}]}}')
            FROM (
              SELECT seq, CONCAT('01900000-0000-7000-8000-', LOWER(LPAD(HEX(seq MOD ?), 12, '0'))) AS subject,
                seq DIV ? + 1 AS version
              FROM seq_%d_to_%d) numbered""";

    private final DataSource pool;
    private final AtomicLong written = new AtomicLong();

    EventBacklog(DataSource pool) {
        this.pool = pool;
    }

    /** Writes that many changes in one transaction. The sequencer notices them by itself, like those of another server. */
    void write(long organization, int count) {
        long first = written.getAndAdd(count);
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT.formatted(first, first + count - 1))) {
            insert.setLong(1, organization);
            insert.setString(2, TimeOrderedId.at(Instant.now()).toString().substring(0, TIME) + "-7000-8000-");
            insert.setInt(3, USERS);
            insert.setInt(4, USERS);
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
