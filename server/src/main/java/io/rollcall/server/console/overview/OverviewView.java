package io.rollcall.server.console.overview;

import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether provisioning works.
 *
 * @param success when a request was last answered with success
 * @param latest when the last request came that was not, if it came after that
 * @param tokens how many tokens are valid
 */
record OverviewView(
        Layout layout,
        Organization organization,
        ProvisioningHealth health,
        Optional<Instant> success,
        Optional<Instant> latest,
        long tokens,
        Chart chart,
        List<Alert> alerts) {

    List<Alert> open() {
        return alerts.stream().filter(Alert::isOpen).toList();
    }

    List<Alert> acknowledged() {
        return alerts.stream().filter(alert -> !alert.isOpen()).toList();
    }

    /** What is said if there are no alerts. */
    String well() {
        if (success.isEmpty()) {
            return layout.t("overview.well.unused");
        }
        return chart.rejected() == 0 ? layout.t("overview.well") : layout.t("overview.well.resolved", chart.rejected());
    }
}
