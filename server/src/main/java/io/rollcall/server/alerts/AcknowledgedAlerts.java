package io.rollcall.server.alerts;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Alerts that somebody has seen, which are shown less prominently until their cause occurs again. */
public final class AcknowledgedAlerts {
    private final Database database;
    private final Activity activity;
    private final Clock clock;

    public AcknowledgedAlerts(Database database, Activity activity, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        database.register(AlertMapper.class);
    }

    /**
     * Notes that an alert was seen, and records it in the activity.
     *
     * @param alert its id
     * @param text what it says
     * @param covers its latest occurrence that was seen
     */
    public void acknowledge(OrganizationId organizationId, String alert, String text, Instant covers, Actor actor) {
        Acknowledgement acknowledgement =
                new Acknowledgement(alert, covers, clock.instant().truncatedTo(ChronoUnit.MILLIS), actor.name());
        database.write(tx -> {
            tx.mapper(AlertMapper.class).put(organizationId, acknowledgement, actor.kind());
            activity.record(tx, organizationId, ActivityKind.ALERT_ACKNOWLEDGED, text, actor);
            return acknowledgement;
        });
    }

    /** Returns what was acknowledged, by the ids of the alerts. */
    public Map<String, Acknowledgement> of(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(AlertMapper.class).list(organizationId)).stream()
                .collect(Collectors.toMap(Acknowledgement::alert, Function.identity()));
    }

    /**
     * Removes those of an organization that is being deleted.
     *
     * @param most how many at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(AlertMapper.class).remove(organizationId, most));
    }
}
