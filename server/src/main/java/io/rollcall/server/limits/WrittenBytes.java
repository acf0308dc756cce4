package io.rollcall.server.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Limit on the bytes that the requests of each organization to one surface write in a day, since its users, former users and
 * activity stay on the disk. A day's bytes may come at once; then the limit is refilled continuously.
 */
public final class WrittenBytes {
    private static final String REASON = "organization_written_bytes";
    private static final Duration DAY = Duration.ofDays(1);

    /** Longest Retry-After: the operator may raise the setting meanwhile. */
    private static final Duration MAX_WAIT = Duration.ofHours(1);

    /** Bytes of a row in the activity log, besides the changes, with its part of the indexes. */
    private static final int OF_EACH_WRITE = 1024;

    /** Reasons of refusals, as {@link Refusals} counts them. */
    static final Set<String> REASONS = Set.of(REASON);

    private final long bytesPerDay;
    private final Optional<Rate<OrganizationId>> rate;
    private final Refusals refusals;

    /** @param surface whose refusals are counted under this name */
    public WrittenBytes(Config config, MeterRegistry meters, String surface) {
        this(config, new Refusals(meters, surface, REASONS), TimeMeter.SYSTEM_NANOTIME);
    }

    WrittenBytes(Config config, Refusals refusals, TimeMeter time) {
        this.bytesPerDay = config.bytesPerDay();
        this.rate = bytesPerDay == 0 ? Optional.empty() : Optional.of(Rate.of(bytesPerDay, bytesPerDay, DAY, time));
        this.refusals = refusals;
    }

    /**
     * Counts a request, or an operation of one, before it writes.
     *
     * @param bytes of its body, decompressed; a body of more than a day's bytes counts as these
     * @throws Refusal TOO_MANY
     */
    public void count(OrganizationId organization, long bytes) {
        if (rate.isEmpty()) {
            return;
        }
        Duration wait = rate.get().use(organization, Math.min(OF_EACH_WRITE + bytes, bytesPerDay));
        if (!wait.isZero()) {
            refusals.count(REASON);
            throw Refusal.tooMany(
                    "The organization's requests have written as many bytes as"
                            + " limits.organization-written-mebibytes-per-day permits. Send this one again after the"
                            + " seconds in Retry-After, or ask the operator of the server to raise the setting.",
                    wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait);
        }
    }

    /** Counts what a request wrote besides its body, as far as the limit permits: at worst, the next request is refused. */
    public void countMore(OrganizationId organization, long bytes) {
        rate.ifPresent(limited -> limited.useUpTo(organization, bytes));
    }

    /** Settings of the limit. @param bytesPerDay of one organization; 0 for no limit */
    public record Config(long bytesPerDay) {
        private static final int MAX_MEBIBYTES = 10_000_000;
        private static final long MEBIBYTE = 1024L * 1024;

        public static Config read(Settings settings) {
            return new Config(
                    settings.integer("limits.organization-written-mebibytes-per-day", 0, MAX_MEBIBYTES) * MEBIBYTE);
        }
    }
}
