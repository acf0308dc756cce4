package io.rollcall.server.console.overview;

import io.rollcall.server.alerts.AcknowledgedAlerts;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that an administrator should do.
 *
 * @param id names its cause
 * @param text what is the matter
 * @param path the page where it can be resolved
 * @param link the text of the link there
 * @param level how bad it is
 * @param since when it began, if that is known
 * @param latest when it last occurred, if it is not a state that lasts
 * @param acknowledged who has seen it, unless it has occurred again since
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

    /** How bad it is. */
    enum Level {
        /** Users are not provisioned because of it. */
        URGENT,
        WARNING,
        /** Provisioning is not set up yet. */
        SETUP
    }

    /** Returns the latest occurrence that an acknowledgement covers. */
    Instant covers() {
        return latest.or(() -> since).orElse(Instant.EPOCH);
    }

    /** Returns the same, acknowledged if that covers it. */
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
