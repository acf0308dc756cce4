package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Actions in the console and failed sign-ins are in the audit log, with the administrator and the browser. */
class AuditedPagesIT {
    private final RunningServer server = TestServer.shared();
    private final TestOrganization organization = TestOrganization.create();
    private final String name = ConsoleServer.administrator(server, Optional.empty());

    @Test
    void namesThePersonAndTheBrowser() {
        ConsoleClient.of(server).with("User-Agent", "Firefox").signIn(name, "wrong password here");
        ConsoleClient client = ConsoleClient.signedIn(server, name).with("User-Agent", "Firefox");
        assertThat(client.post("/console/organizations/" + organization.slug() + "/security/off")
                        .status())
                .isEqualTo(303);

        List<AuditEntry> entries = server.component(Audit.class)
                .list(new AuditQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(name),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10));

        assertThat(entries)
                .extracting(AuditEntry::kind)
                .startsWith(
                        AuditKind.ORGANIZATION_CHANGED,
                        AuditKind.ADMINISTRATOR_SIGNED_IN,
                        AuditKind.ADMINISTRATOR_SIGN_IN_FAILED);
        assertThat(entries.subList(0, 3)).allSatisfy(entry -> {
            assertThat(entry.actor().address()).isEqualTo("127.0.0.1");
            assertThat(entry.actor().requestId()).isNotEmpty();
        });
        // The name of a failed sign-in is only what somebody typed.
        assertThat(entries.subList(0, 3))
                .extracting(entry -> entry.actor().kind())
                .containsExactly(Actor.Kind.OPERATOR, Actor.Kind.OPERATOR, Actor.Kind.ADMINISTRATOR);
        assertThat(entries.get(0).slug()).isEqualTo(organization.slug());
        assertThat(entries.get(0).actor().userAgent()).isEqualTo("Firefox");
        assertThat(entries.get(2).outcome()).isEqualTo(AuditEntry.Outcome.FAILED);
        assertThat(entries.get(2).actor().userAgent()).isEqualTo("Firefox");
        assertThat(entries.toString()).doesNotContain("wrong password here");
    }
}
