package io.rollcall.server.events.webhooks;

import io.github.bucket4j.TimeMeter;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.Rate;
import java.time.Duration;
import java.util.UUID;

/**
 * Limit on replays, since each sends all retained events again: once a minute per endpoint after the first three, and some an hour
 * per organization.
 */
final class ReplayLimit {
    private static final int FIRST = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Rate<UUID> ofEndpoints = Rate.of(FIRST, 1, MINUTE, TimeMeter.SYSTEM_NANOTIME);
    private final Rate<OrganizationId> ofOrganizations;
    private final int perHour;

    /** @param perHour replays of all endpoints of an organization */
    ReplayLimit(int perHour) {
        this.perHour = perHour;
        this.ofOrganizations = Rate.of(perHour, perHour, HOUR, TimeMeter.SYSTEM_NANOTIME);
    }

    /** Counts a replay before it begins. @throws Refusal TOO_MANY */
    void count(Webhook webhook) {
        Duration wait = ofEndpoints.use(webhook.id());
        if (!wait.isZero()) {
            throw Refusal.tooMany(
                    "This webhook was replayed " + FIRST + " times within minutes. Replay it again in "
                            + inMinutes(wait) + ".",
                    wait);
        }
        webhook.organization()
                .map(ofOrganizations::use)
                .filter(left -> !left.isZero())
                .ifPresent(left -> {
                    throw Refusal.tooMany(
                            "The webhooks of this organization were replayed " + perHour
                                    + " times within an hour, the maximum (the"
                                    + " setting events.webhooks.max-replays-per-hour). Replay again in "
                                    + inMinutes(left) + ".",
                            left);
                });
    }

    private static String inMinutes(Duration wait) {
        return Plural.of(wait.plus(MINUTE).minusNanos(1).toMinutes(), "minute");
    }
}
