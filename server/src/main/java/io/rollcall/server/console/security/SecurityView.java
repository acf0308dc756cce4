package io.rollcall.server.console.security;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;

/**
 * Model of the security page.
 *
 * @param baseUrl SCIM base URL for the identity provider
 * @param offer token to offer on the page itself, if none is active
 * @param shownBefore whether the page of a new token was reloaded
 */
record SecurityView(
        Layout layout,
        Organization organization,
        String baseUrl,
        List<TokenLine> tokens,
        Optional<SecurityDialog> dialog,
        Optional<SecurityDialog.Generate> offer,
        boolean shownBefore,
        FormProblem problem) {

    String path(String... more) {
        return ConsolePaths.below(ConsolePaths.of(organization, "security"), more);
    }

    String path(TokenLine line, String action) {
        return path("tokens", Long.toString(line.token().id()), action);
    }
}
