package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private static final class On extends Switch {
        On(Program program) {
            super(program, true);
        }
    }

    /** {@code rollcall organization static-tokens off}. */
    @Command(
            name = "off",
            description =
                    "Refuse static tokens with 401, until 'static-tokens on'. Only access tokens of OAuth clients are"
                            + " accepted. All tokens are kept.")
    private static final class Off extends Switch {
        Off(Program program) {
            super(program, false);
        }
    }

    /** Base of {@code on} and {@code off}. */
    private abstract static class Switch extends FeatureCommand {
        private final boolean accepted;

        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        Switch(Program program, boolean accepted) {
            super(program);
            this.accepted = accepted;
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization changed = features.organizations()
                    .setStaticTokens(argument.resolve(features).id(), accepted, Actor.operator());
            output.print(
                    OrganizationOutput.of(changed, features).json(),
                    "The organization '" + changed.slug() + "' " + (accepted ? "accepts" : "refuses")
                            + " static tokens.");
        }
    }
}
