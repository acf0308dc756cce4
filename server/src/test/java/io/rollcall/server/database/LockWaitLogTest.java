package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.http.FailureRules;
import io.rollcall.server.testing.LogCapture;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Clients cause lock waits at any rate, by many changes of one user. */
class LockWaitLogTest {
    @Test
    void writesOneLineAMinute() {
        try (LogCapture log = new LogCapture()) {
            FailureRules rules = new FailureRules(LoggerFactory.getLogger(LockWaitLogTest.class));
            IntStream.range(0, 100)
                    .forEach(number -> rules.log(new LockWaitTimeout(new SQLException("Lock wait timeout exceeded"))));
            assertThat(log.texts()).hasSize(1).allSatisfy(text -> assertThat(text)
                    .contains("waited too long for others that write the same rows"));
            rules.log(new DatabaseUnavailable(new SQLException("gone")));
            assertThat(log.texts()).hasSize(2);
        }
    }
}
