package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user's page and the overview say when the product acknowledged that the user was deactivated or deleted. */
class OffboardingPagesIT {
    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final String base = "/console/organizations/" + organization.slug();
    private final ScimClient provider = organization.client(ConsoleServer.shared());

    private void store(String consumer) {
        long newest = ConsoleServer.shared().component(EventLog.class).newest();
        ConsoleServer.shared()
                .component(EventConsumers.class)
                .save(Optional.of(organization.id()), consumer, new EventCursor(newest));
    }

    private String offboard() {
        String user = provider.post("/Users", "{\"userName\":\"leaver@acme.example\",\"displayName\":\"Lee Aver\"}")
                .id();
        provider.delete("/Users/" + user);
        Eventually.get(() -> new StoredRows(organization.id()).count("offboardings"), count -> count == 1);
        return user;
    }

    private void makeOverdue() {
        long id = organization.id().value();
        StoredRows.change("UPDATE event_consumers SET created = '2020-01-01' WHERE organization_id = ?", id);
        StoredRows.change(
                "UPDATE offboardings SET requested = requested - INTERVAL 10 MINUTE, readable = readable - INTERVAL 10"
                        + " MINUTE, state = 1, missing = 1 WHERE organization_id = ?",
                id);
    }

    @Test
    void showWhenEachReceiverAcknowledgedAUser() {
        store("billing");
        store("crm");
        String user = offboard();
        store("crm");
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.of(organization.id()))) {
            visit.open(base + "/users/" + user);
            visit.sees("Offboarding")
                    .sees("Requested")
                    .sees("Readable by your product")
                    .lacks("Overdue");
            String section =
                    visit.page().locator("section[aria-labelledby=offboarding]").innerText();
            assertThat(section).containsPattern("Acknowledged by crm consumer.* s\\b");
            assertThat(section).containsPattern("Acknowledged by billing consumer\\s+Not yet");
            visit.open(base).sees("95% of offboardings acknowledged within");
            makeOverdue();
            visit.open(base + "/users/" + user).sees("Overdue");
            visit.picture("offboarding");
        }
    }

    @Test
    void haveNoSuchSectionForAUserWhoIsActive() {
        String user = provider.post("/Users", "{\"userName\":\"jane\"}").id();
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.of(organization.id()))) {
            visit.open(base + "/users/" + user).sees("History").lacks("Offboarding");
        }
    }

    @Test
    void raiseAnAlertWhileOneIsOverdue() {
        store("crm");
        String user = offboard();
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.of(organization.id()))) {
            visit.open(base).lacks("Your product");
            makeOverdue();
            visit.open(base).sees("Your product hasn't acknowledged 1 deactivated or deleted user in time.");
            visit.picture("offboarding-alert");
            visit.follow("View the first");
            assertThat(visit.page().url()).endsWith("/users/" + user);
        }
    }
}
