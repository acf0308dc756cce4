package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes by an admin key are in the audit log, with the key, its address and the request. */
class AuditedRequestsIT {
    private static final ApiDescription DESCRIPTION = ApiDescription.servedBy(TestServer.shared());

    private final RunningServer server = TestServer.shared();
    private final AdminClient operator = AdminClient.operator(server, DESCRIPTION);

    @Test
    void namesTheKeyAndTheRequest() {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        String here = "/organizations/" + slug;
        operator.post("/organizations", "{'slug': '" + slug + "', 'name': 'Acme'}");
        operator.patch(here, "{'deprovisioning': {'eraseAfterDays': 30}}");
        operator.patch(here, "{'scimEnabled': false}");
        operator.patch(here, "{'status': 'suspended'}");
        operator.patch(here, "{'status': 'active'}");
        operator.post(here + "/roles", "{'value': 'auditor', 'kind': 'both'}");
        String token = operator.post(here + "/tokens", "{'name': 'Okta'}").text("/token/id");
        Response revoked = operator.send("DELETE", here + "/tokens/" + token, "");

        List<AuditEntry> entries = server.component(Audit.class)
                .list(new AuditQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(slug),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        100));

        assertThat(entries)
                .extracting(AuditEntry::kind)
                .containsExactly(
                        AuditKind.TOKEN_REVOKED,
                        AuditKind.TOKEN_ISSUED,
                        AuditKind.ROLE_ADDED,
                        AuditKind.ORGANIZATION_RESUMED,
                        AuditKind.ORGANIZATION_SUSPENDED,
                        AuditKind.ORGANIZATION_CHANGED,
                        AuditKind.ORGANIZATION_CHANGED,
                        AuditKind.ORGANIZATION_CREATED);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.ADMIN_KEY);
            assertThat(entry.actor().name()).isEqualTo("Test");
            assertThat(entry.actor().address()).isEqualTo("127.0.0.1");
            assertThat(entry.origin()).isEqualTo(new Origin("", ""));
        });
        assertThat(entries.get(0).actor().requestId()).isEqualTo(revoked.header(RequestId.HEADER));
        assertThat(entries.get(6).detail()).contains("\"eraseAfterDays\"", "\"after\":30");
    }
}
