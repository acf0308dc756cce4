package io.rollcall.server.console.overview;

import java.util.List;
import java.util.Locale;

/** Health of an organization's provisioning. */
enum ProvisioningHealth {
    GOOD("good"),
    /** No request has succeeded yet. */
    SETUP(""),
    WARN("warn"),
    BAD("bad"),
    /** Provisioning does not work, and an administrator acknowledged that. */
    ACKNOWLEDGED("");

    private final String style;

    ProvisioningHealth(String style) {
        this.style = style;
    }

    /** Returns the health that follows from the alerts. @param everWorked whether a request has ever succeeded */
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

    /** Returns the CSS class of the tag. */
    String style() {
        return style;
    }

    /** Returns the key of the label. */
    String key() {
        return "overview." + name().toLowerCase(Locale.ROOT);
    }
}
