package io.rollcall.server.console.overview;

import java.util.List;
import java.util.Locale;

/** Whether provisioning works, in one word. */
enum ProvisioningHealth {
    GOOD("good"),
    /** No request has succeeded yet. */
    SETUP(""),
    WARN("warn"),
    BAD("bad"),
    /** It does not work, and an administrator knows. */
    ACKNOWLEDGED("");

    private final String style;

    ProvisioningHealth(String style) {
        this.style = style;
    }

    /** @param everWorked whether a request has ever succeeded */
    static ProvisioningHealth of(List<Alert> alerts, boolean everWorked) {
        List<Alert> open = alerts.stream().filter(Alert::isOpen).toList();
        if (open.stream().anyMatch(Alert::isUrgent)) {
            return BAD;
        }
        if (open.stream().anyMatch(alert -> alert.level() == Alert.Level.WARNING)) {
            return WARN;
        }
        if (alerts.stream().anyMatch(Alert::isUrgent)) {
            return ACKNOWLEDGED;
        }
        return everWorked ? GOOD : SETUP;
    }

    /** The class of the tag that shows it. */
    String style() {
        return style;
    }

    /** The key of its text. */
    String key() {
        return "overview." + name().toLowerCase(Locale.ROOT);
    }
}
