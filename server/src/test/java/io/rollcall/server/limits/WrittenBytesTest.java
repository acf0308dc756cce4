package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limit on written bytes, with a clock that stands still. */
class WrittenBytesTest {
    private static final OrganizationId ONE = new OrganizationId(1);
    private static final OrganizationId OTHER = new OrganizationId(2);
    private static final int KIBIBYTE = 1024;

    /** A hundred requests of 9 KiB, each with 1 KiB for its entry in the activity log. */
    private static final long A_DAY = 1000 * KIBIBYTE;

    private static final int BODY = 9 * KIBIBYTE;

    private final SettableTime time = new SettableTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void refusesAnOrganizationThatWroteADaysBytesAndNoOther() {
        WrittenBytes limit = limit(A_DAY);
        write(100, limit, ONE);
        Refusal refused = refused(limit, ONE, BODY);
        assertThat(refused.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
        assertThat(refused.getMessage()).contains("limits.organization-written-mebibytes-per-day");
        write(100, limit, OTHER);
        assertThat(meters.counter("rollcall.refusals", "surface", "test", "reason", "organization_written_bytes")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void saysWhenTheRequestFitsButNeverMoreThanAnHour() {
        WrittenBytes limit = limit(A_DAY);
        write(100, limit, ONE);
        assertThat(refused(limit, ONE, BODY).retryAfterSeconds()).isEqualTo(864);
        assertThat(refused(limit, ONE, 0).retryAfterSeconds()).isEqualTo(87);
        assertThat(refused(limit, ONE, 900 * KIBIBYTE).retryAfterSeconds()).isEqualTo(3600);
        time.pass(Duration.ofSeconds(864));
        write(1, limit, ONE);
        refused(limit, ONE, BODY);
        time.pass(Duration.ofDays(2));
        write(100, limit, ONE);
        refused(limit, ONE, BODY);
    }

    @Test
    void doesNotCountARefusedRequest() {
        WrittenBytes limit = limit(A_DAY);
        write(99, limit, ONE);
        refused(limit, ONE, 2 * BODY);
        write(1, limit, ONE);
    }

    @Test
    void countsWhatIsWrittenBesidesTheBodyAsFarAsItFits() {
        WrittenBytes limit = limit(A_DAY);
        write(98, limit, ONE);
        limit.countMore(ONE, BODY + KIBIBYTE);
        write(1, limit, ONE);
        refused(limit, ONE, BODY);
        limit.countMore(ONE, A_DAY);
        assertThat(refused(limit, ONE, 0).retryAfterSeconds()).isEqualTo(87);
    }

    @Test
    void permitsABodyOfMoreThanADaysBytesOnceADay() {
        WrittenBytes limit = limit(A_DAY);
        limit.count(ONE, 2 * A_DAY);
        refused(limit, ONE, 0);
        time.pass(Duration.ofDays(1));
        limit.count(ONE, 2 * A_DAY);
    }

    @Test
    void refusesNothingWithoutALimit() {
        WrittenBytes limit = limit(0);
        for (int request = 0; request < KIBIBYTE; request++) {
            limit.count(ONE, Integer.MAX_VALUE);
            limit.countMore(ONE, Integer.MAX_VALUE);
        }
    }

    @Test
    void countsByTheLargestSettingToo() {
        long most = WrittenBytes.Config.read(
                        Settings.load(Map.of(), Map.of("limits.organization-written-mebibytes-per-day", "10000000")))
                .bytesPerDay();
        assertThat(most).isEqualTo(10_000_000L * KIBIBYTE * KIBIBYTE);
        WrittenBytes limit = limit(most);
        limit.count(ONE, most / 2);
        assertThat(refused(limit, ONE, most).retryAfterSeconds()).isEqualTo(3600);
        time.pass(Duration.ofHours(12).plusSeconds(1));
        limit.count(ONE, most);
    }

    private WrittenBytes limit(long bytesPerDay) {
        return new WrittenBytes(
                new WrittenBytes.Config(bytesPerDay), new Refusals(meters, "test", WrittenBytes.REASONS), time);
    }

    private static void write(int times, WrittenBytes limit, OrganizationId organization) {
        for (int request = 0; request < times; request++) {
            limit.count(organization, BODY);
        }
    }

    private static Refusal refused(WrittenBytes limit, OrganizationId organization, long bytes) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> limit.count(organization, bytes));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
