package io.rollcall.server.console.security;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;

/**
 * Model of the page of OAuth clients.
 *
 * @param tokenUrl URL of the token endpoint for the identity provider
 * @param baseUrl SCIM base URL for the identity provider
 */
record ClientsView(
        Layout layout,
        Organization organization,
        String tokenUrl,
        String baseUrl,
        List<ClientLine> clients,
        Optional<ClientDialog> dialog,
        FormProblem problem) {

    String path(String... more) {
        return ConsolePaths.below(ConsolePaths.of(organization, "security", "clients"), more);
    }

    String security() {
        return ConsolePaths.of(organization, "security");
    }
}
