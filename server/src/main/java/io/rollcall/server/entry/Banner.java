package io.rollcall.server.entry;

import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import java.util.Optional;

/** Startup banner: addresses, and the credentials of a first start. */
final class Banner {
    private static final String DEMO = "acme";

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
        if (server.hasNoAdministrator()) {
            line(text, "Sign in as", "nobody, since the last administrator was removed; to add one:");
            line(text, "", ProgramName.command("administrator", "add", "operator"));
        }
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
            boolean any = !server.component(Organizations.class).list().isEmpty();
            return any
                    ? "Your organizations:\n  " + ProgramName.command("organization", "list") + "\n"
                    : "Create an organization and its token:\n  "
                            + ProgramName.command("organization", "create", DEMO)
                            + "\n  " + ProgramName.command("token", "generate", DEMO) + "\n";
        }
        return demo.get()
                .token()
                .map(token -> "Try it:\n  " + curl(server, token) + "\n")
                .orElse("Lost the token? Make another:\n  " + ProgramName.command("token", "generate", DEMO) + "\n");
    }

    /** Uses localhost, since curl does not resolve *.localhost on every system; the token identifies the organization. */
    private static String curl(RunningServer server, SecretText token) {
        String scheme = server.component(PublicUrls.class).local();
        // The certificate is not valid for localhost.
        return (scheme.equals("https") ? "curl -k" : "curl") + " -H 'Authorization: Bearer " + token.reveal() + "' "
                + scheme + "://localhost:" + server.port()
                + server.component(PublicUrls.class).path() + "/Users";
    }
}
