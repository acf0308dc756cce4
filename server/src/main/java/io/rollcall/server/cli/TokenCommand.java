package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.IssuedToken;
import io.rollcall.server.tokens.Token;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall token}: what lets an organization's identity provider in. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Generate, list and revoke SCIM tokens.")
final class TokenCommand implements Runnable {
    private final Program program;
    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    private TokenCommand(Program program) {
        this.program = program;
    }

    static CommandLine of(Program program) {
        return new CommandLine(new TokenCommand(program));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: generate, list or revoke.");
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Generate a token, good for a year. It is shown this once and never again.")
    int generate(
            @Parameters(paramLabel = "SLUG", description = "The organization.") String slug,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = "Identity provider",
                            description = "What it is for; '${DEFAULT-VALUE}' by default.")
                    String name,
            @Option(names = "--json", description = "Print JSON, for scripts.") boolean json,
            @Mixin SettingsOptions settings) {
        Slug checked = new Slug(slug);
        PrintWriter out = spec.commandLine().getOut();
        return program.use(settings.load(), features -> {
            Organization organization = features.organizations().get(checked);
            IssuedToken issued = features.tokens().issue(organization.id(), name, Actor.operator());
            if (json) {
                new Json()
                        .with("token", issued.secret().reveal())
                        .with("id", issued.token().id())
                        .with("name", issued.token().name())
                        .with("expires", expiry(issued.token()))
                        .print(out);
            } else {
                out.println("Token (copy it now, it is not shown again): "
                        + issued.secret().reveal());
                out.println("Paste it into the identity provider, with the base URL "
                        + features.urls().of(organization.slug()));
            }
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List an organization's tokens.")
    int list(
            @Parameters(paramLabel = "SLUG", description = "The organization.") String slug,
            @Option(names = "--json", description = "Print a JSON object a line, for scripts.") boolean json,
            @Mixin SettingsOptions settings) {
        Slug checked = new Slug(slug);
        PrintWriter out = spec.commandLine().getOut();
        return program.use(settings.load(), features -> {
            Organization organization = features.organizations().get(checked);
            for (Token token : features.tokens().list(organization.id())) {
                if (json) {
                    new Json()
                            .with("id", token.id())
                            .with("name", token.name())
                            .with("state", state(token))
                            .with("created", token.created().toString())
                            .with("expires", expiry(token))
                            .print(out);
                } else {
                    out.printf("%-6d %-30s %-8s expires %s%n", token.id(), token.name(), state(token), expiry(token));
                }
            }
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "End a token's life; every server refuses it within a second.")
    int revoke(
            @Parameters(paramLabel = "SLUG", description = "The organization.") String slug,
            @Parameters(paramLabel = "ID", description = "The token's id, as 'token list' shows it.") long id,
            @Mixin SettingsOptions settings) {
        Slug checked = new Slug(slug);
        PrintWriter out = spec.commandLine().getOut();
        return program.use(settings.load(), features -> {
            features.tokens().revoke(features.organizations().get(checked).id(), id, Actor.operator());
            out.println("Revoked token " + id + ".");
            return CommandLine.ExitCode.OK;
        });
    }

    private static String expiry(Token token) {
        return token.expires().map(Instant::toString).orElse("never");
    }

    private String state(Token token) {
        if (token.revoked().isPresent()) {
            return "revoked";
        }
        return token.isValidAt(clock.instant()) ? "valid" : "expired";
    }
}
