package io.rollcall.server.limits;

import io.github.bucket4j.TimeMeter;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.util.List;

/**
 * Limit on the log lines that an organization or its receivers can cause: one a minute about each thing, such as a stream, and ten a
 * minute about all things of an organization, which may create new ones at any rate.
 */
public final class LogLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int OF_AN_ORGANIZATION = 10;

    private final Rate<List<Object>> ofThings;
    private final Rate<OrganizationId> ofOrganizations;

    public LogLimit() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    LogLimit(TimeMeter time) {
        this.ofThings = Rate.of(1, 1, MINUTE, time);
        this.ofOrganizations = Rate.of(OF_AN_ORGANIZATION, OF_AN_ORGANIZATION, MINUTE, time);
    }

    /** Returns whether a line may be logged now, which is counted then. @param thing what the line is about, by values */
    public boolean permits(OrganizationId owner, Object... thing) {
        return ofThings.use(List.of(thing)).isZero()
                && ofOrganizations.use(owner).isZero();
    }
}
