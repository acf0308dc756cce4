package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.organizations.Organizations;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall organization static-tokens}: accepts or refuses tokens that administrators generate. */
@Command(
        name = "static-tokens",
        description = "Accept or refuse the tokens of 'rollcall token generate' in an organization.",
        footer = {"", "Example: rollcall organization static-tokens off acme"})
final class StaticTokensCommand extends CommandGroup {
    private StaticTokensCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new StaticTokensCommand())
                .addSubcommand(new On(program))
                .addSubcommand(new Off(program));
    }

    /** {@code rollcall organization static-tokens on}. */
    @Command(name = "on", description = "Accept static tokens and access tokens of OAuth clients: the default.")
    private static final class On extends OrganizationSwitch {
        On(Program program) {
            super(program, Organizations::setStaticTokens, true, "The organization '%s' accepts static tokens.");
        }
    }

    /** {@code rollcall organization static-tokens off}. */
    @Command(
            name = "off",
            description =
                    "Refuse static tokens with 401, until 'static-tokens on'. Only access tokens of OAuth clients are"
                            + " accepted. All tokens are kept.")
    private static final class Off extends OrganizationSwitch {
        Off(Program program) {
            super(program, Organizations::setStaticTokens, false, "The organization '%s' refuses static tokens.");
        }
    }
}
