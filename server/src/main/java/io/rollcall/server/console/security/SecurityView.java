package io.rollcall.server.console.security;

import io.rollcall.server.console.page.Frame;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;

/** How an identity provider gets in. @param baseUrl what it is told to call */
record SecurityView(
        Frame frame,
        Organization organization,
        String baseUrl,
        List<TokenLine> tokens,
        Optional<SecurityDialog> dialog,
        Optional<String> problem) {

    String path(String... more) {
        String[] parts = new String[more.length + 1];
        parts[0] = "security";
        System.arraycopy(more, 0, parts, 1, more.length);
        return Paths.of(organization, parts);
    }

    String path(TokenLine line, String action) {
        return path("tokens", Long.toString(line.token().id()), action);
    }
}
