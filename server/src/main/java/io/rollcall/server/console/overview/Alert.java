package io.rollcall.server.console.overview;

import io.rollcall.server.alerts.AcknowledgedAlerts;
import java.time.Instant;
import java.util.Optional;

/**
 * Problem that an administrator should resolve.
 *
 * @param id identifies the cause
 * @param text the problem
 * @param path the page where it can be resolved
 * @param link text of the link to {@code path}
 * @param level severity
 * @param since when the problem began, if known
 * @param latest last occurrence; empty for a lasting state
 * @param acknowledged the acknowledgement, unless the problem occurred again since
 */
record Alert(
        String id,
        String text,
        String path,
        String link,
        Level level,
        Optional<Instant> since,
        Optional<Instant> latest,
        Optional<AcknowledgedAlerts.Acknowledgement> acknowledged) {

    /** Severity. */
    enum Level {
        /** Provisioning does not work. */
        URGENT,
        WARNING,
        /** Provisioning is not set up yet. */
        SETUP
    }

    /** Returns the latest occurrence that an acknowledgement covers. */
    Instant covers() {
        return latest.or(() -> since).orElse(Instant.EPOCH);
    }

    /** Returns the alert, acknowledged if the acknowledgement covers its latest occurrence. */
    Alert with(Optional<AcknowledgedAlerts.Acknowledgement> acknowledgement) {
        return new Alert(id, text, path, link, level, since, latest, acknowledgement.filter(seen -> !covers().isAfter(
                        seen.covers())));
    }

    boolean isOpen() {
        return acknowledged.isEmpty();
    }

    boolean isUrgent() {
        return level == Level.URGENT;
    }
}
