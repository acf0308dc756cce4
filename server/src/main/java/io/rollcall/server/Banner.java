package io.rollcall.server;

import java.util.Optional;

/** What a person who has just started the server wants to know. */
final class Banner {
    private Banner() {}

    static String of(RunningServer server) {
        Optional<DemoOrganization> demo = server.demo();
        StringBuilder text = new StringBuilder("\nRollcall serves SCIM 2.0 on port " + server.port() + ".\n\n");
        demo.ifPresent(found -> line(text, "SCIM base URL", found.baseUrl()));
        demo.flatMap(DemoOrganization::token)
                .ifPresent(token -> line(text, "Token", token.reveal() + "   (shown this once)"));
        line(text, "Admin Console", server.consoleUrl());
        server.firstAdministrator()
                .ifPresent(first -> line(
                        text,
                        "Sign in as",
                        first.administrator().name() + "   password " + first.password() + "   (shown this once)"));
        line(text, "Data", server.dataPlace());
        line(text, "Stop", "Ctrl-C; the data stays");
        text.append('\n').append(nextStep(server, demo));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-15s %s%n", name, value));
    }

    private static String nextStep(RunningServer server, Optional<DemoOrganization> demo) {
        if (demo.isEmpty()) {
            return "Organizations:  rollcall organization list, rollcall organization create SLUG\n";
        }
        // curl resolves localhost everywhere, *.localhost not everywhere; the token says which organization is meant.
        return demo.get()
                .token()
                .map(token -> "Try it:\n  curl -H 'Authorization: Bearer " + token.reveal() + "' http://localhost:"
                        + server.port() + "/API/enterprise/scim/Users\n")
                .orElse("Lost the token? Make another:  rollcall token generate acme\n");
    }
}
