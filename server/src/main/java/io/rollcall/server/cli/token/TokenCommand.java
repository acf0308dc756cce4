package io.rollcall.server.cli.token;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.ExpiresOption;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.CredentialColumns;
import io.rollcall.server.cli.output.CredentialOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenJson;
import io.rollcall.server.tokens.TokenRequest;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code rollcall token}: the SCIM tokens of an organization's identity provider. */
@Command(
        name = "token",
        description = {
            "Generate, list, rotate and revoke SCIM tokens.",
            "",
            "An identity provider such as Okta authenticates with a token, for one organization. Its text is shown once,"
                    + " when it is generated."
        },
        footer = {"", "Help on one: rollcall token generate --help"})
public final class TokenCommand extends CommandGroup {
    private TokenCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new Generate(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new Rotate(program))
                .addSubcommand(new Revoke(program));
    }

    /** {@code rollcall token generate}. */
    @Command(
            name = "generate",
            description = "Generate a token. It is shown only once.",
            footer = {"", "Example: rollcall token generate acme --name Okta --expires 90"})
    private static final class Generate extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "Identity provider",
                description = "The token's name for people; by default '${DEFAULT-VALUE}'.")
        private String name;

        @Mixin
        private final ExpiresOption expires = new ExpiresOption();

        @Option(names = "--read-only", description = "The token may read users, but change nothing.")
        private boolean readOnly;

        Generate(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization organization = argument.resolve(features);
            Token.Issued issued = features.tokens().issue(organization.id(), request(), Actor.operator());
            TokenOutput token = new TokenOutput(issued.token(), features.clock().instant());
            CredentialOutput.TOKEN.printIssued(
                    output,
                    token.json(issued),
                    issued.secret(),
                    "Paste it into the identity provider, with the base URL "
                            + features.urls().of(organization.slug()),
                    "It is " + token.scope() + " and expires: "
                            + token.columns().expires());
        }

        private TokenRequest request() {
            TokenRequest named = TokenRequest.named(name);
            TokenRequest request = expires.lifetime().map(named::goodFor).orElse(named);
            return readOnly ? request.readOnly() : request;
        }
    }

    /** {@code rollcall token list}. */
    @Command(name = "list", description = "List an organization's tokens, revoked and expired ones too.")
    private static final class ListAll extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization organization = argument.resolve(features);
            List<TokenOutput> all = features.tokens().list(organization.id()).stream()
                    .map(token -> new TokenOutput(token, features.clock().instant()))
                    .toList();
            Table table = new Table("ID", "NAME", "STATE", "SCOPE", "EXPIRES", "LAST USED", "CREATED BY");
            all.forEach(one -> table.row(
                    Long.toString(one.token().id()),
                    one.token().name(),
                    one.columns().state(),
                    one.scope(),
                    one.columns().expires(),
                    one.columns().lastUse(),
                    one.token().createdBy()));
            output.printAll(
                    all.stream().map(TokenOutput::json).toList(),
                    table,
                    "There are no tokens yet. Generate one: "
                            + ProgramName.command(
                                    "token", "generate", organization.slug().value()));
        }
    }

    /** {@code rollcall token rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Replace a token without an outage. The new one is shown only once.",
                "",
                "Both tokens work. Paste the new one into the identity provider: 24 hours after its first use (the setting"
                        + " tokens.rotation-grace-hours) the old one stops working. If the new one is never used,"
                        + " the old one keeps working."
            },
            footer = {"", "Example: rollcall token rotate acme 7"})
    private static final class Rotate extends FeatureCommand {
        @Mixin
        private final Arguments arguments = new Arguments();

        @Mixin
        private final ExpiresOption expires = new ExpiresOption();

        Rotate(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            long id = arguments.id();
            Organization organization = arguments.resolve(features);
            Token.Issued issued = features.tokens().rotate(organization.id(), id, expires.lifetime(), Actor.operator());
            TokenOutput token = new TokenOutput(issued.token(), features.clock().instant());
            CredentialOutput.TOKEN.printSuccessor(
                    output,
                    token.json(issued),
                    issued.secret(),
                    id,
                    "Paste it into the identity provider in place of the old one. "
                            + CredentialOutput.TOKEN.overlap(
                                    id, features.tokens().rotationGrace()),
                    CredentialOutput.endSooner(
                            "token", "revoke", organization.slug().value(), Long.toString(id)));
        }
    }

    /** {@code rollcall token revoke}. */
    @Command(
            name = "revoke",
            description = "Revoke a token: every server refuses it within a second. This cannot be undone.",
            footer = {"", "Example: rollcall token revoke acme 7"})
    private static final class Revoke extends FeatureCommand {
        @Mixin
        private final Arguments arguments = new Arguments();

        Revoke(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.tokens().revoke(arguments.resolve(features).id(), arguments.id(), Actor.operator());
            CredentialOutput.TOKEN.printRevoked(output, arguments.id());
        }
    }

    /** A token as commands print it. */
    private record TokenOutput(Token token, Instant now) {
        /** Returns the columns that tokens and admin keys have in common. */
        CredentialColumns columns() {
            return new CredentialColumns(token, now);
        }

        String scope() {
            return EnumName.of(token.scope());
        }

        JsonLine json() {
            return JsonLine.of(TokenJson.of(token, now));
        }

        /** Returns a new token with its secret. */
        JsonLine json(Token.Issued issued) {
            return JsonLine.of(TokenJson.of(issued, now));
        }
    }

    /** Arguments {@code SLUG ID}: an organization and one of its tokens. */
    static final class Arguments extends OrganizationArgument {
        @Parameters(
                index = "1",
                paramLabel = "ID",
                converter = IdConverter.class,
                description = "The token's id, a number that 'rollcall token list SLUG' shows.")
        private Long id;

        /** Returns the id as typed; there may be no such token. */
        long id() {
            return id;
        }
    }

    /** Parses a token's id. */
    static final class IdConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException noNumber) {
                throw new TypeConversionException(
                        "'" + text + "' is no token's id. 'rollcall token list SLUG' shows the ids.");
            }
        }
    }
}
