package io.rollcall.server.alerts;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Service for acknowledged alerts, which are shown less prominently until their cause occurs again. */
@Singleton
public final class AcknowledgedAlerts {
    private final Database database;
    private final Activity activity;
    private final Clock clock;

    @Inject
    public AcknowledgedAlerts(Database database, Activity activity, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        database.register(AlertMapper.class);
    }

    /**
     * Acknowledges an alert, and records it in the activity.
     *
     * @param alert its id
     * @param text its text
     * @param covers its latest shown occurrence
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

    /** Returns the acknowledgements by the ids of their alerts. */
    public Map<String, Acknowledgement> of(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(AlertMapper.class).list(organizationId)).stream()
                .collect(Collectors.toMap(Acknowledgement::alert, Function.identity()));
    }

    /**
     * Removes acknowledgements of an organization that is being deleted.
     *
     * @param most the maximum number of rows
     * @return the number of removed rows
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(AlertMapper.class).remove(organizationId, most));
    }

    /**
     * Acknowledgement of an alert by an administrator.
     *
     * @param alert the id of the alert, such as {@code rejected-token:7}
     * @param covers the latest shown occurrence; a later one raises the alert again
     * @param acknowledged the time
     * @param actorName name of the administrator
     */
    public record Acknowledgement(String alert, Instant covers, Instant acknowledged, String actorName) {}
}
