package io.rollcall.server.cli.key;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeyJson;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.ExpiresOption;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationOption;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.CredentialColumns;
import io.rollcall.server.cli.output.CredentialOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall key}: the admin keys of the Admin API. */
@Command(
        name = "key",
        description = {
            "Create, list, rotate and revoke admin keys.",
            "",
            "An admin key opens the Admin API, for one organization or for all of them. Its text is shown once, when it is"
                    + " created."
        },
        footer = {"", "Help on one: rollcall key create --help"})
public final class KeyCommand extends CommandGroup {
    private KeyCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new KeyCommand())
                .addSubcommand(new Create(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new Rotate(program))
                .addSubcommand(new Revoke(program));
    }

    /** {@code rollcall key create}. */
    @Command(
            name = "create",
            description = "Create an admin key. It is shown only once.",
            footer = {
                "",
                "Examples: rollcall key create --name 'Deployment'",
                "          rollcall key create --organization acme --name 'Acme administrator' --expires 90"
            })
    private static final class Create extends FeatureCommand {
        @Mixin
        private final OrganizationOption organization = new OrganizationOption();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "Administrator",
                description = "The person or program that uses it; by default '${DEFAULT-VALUE}'.")
        private String name;

        @Mixin
        private final ExpiresOption expires = new ExpiresOption();

        Create(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Optional<Organization> only = organization.resolve(features);
            AdminKey.Request request = new AdminKey.Request(only.map(Organization::id), name, expires.lifetime());
            AdminKey.Issued issued = features.adminKeys().issue(request, Actor.operator());
            KeyOutput key = KeyOutput.of(issued.key(), features);
            CredentialOutput.ADMIN_KEY.printIssued(
                    output,
                    key.json(issued),
                    issued.secret(),
                    "It is for " + key.reach() + " and expires: "
                            + key.columns().expires(),
                    "Send it to /api/admin/v1 in the header: Authorization: Bearer KEY");
        }
    }

    /** {@code rollcall key list}. */
    @Command(name = "list", description = "List the admin keys, revoked and expired ones too.")
    private static final class ListAll extends FeatureCommand {
        @Mixin
        private final OrganizationOption organization = new OrganizationOption();

        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            AdminKeys keys = features.adminKeys();
            List<AdminKey> found = organization
                    .resolve(features)
                    .map(only -> keys.list(only.id()))
                    .orElseGet(keys::list);
            List<KeyOutput> all =
                    found.stream().map(key -> KeyOutput.of(key, features)).toList();
            Table table = new Table("ID", "NAME", "ORGANIZATION", "STATE", "EXPIRES", "LAST USED", "CREATED BY");
            all.forEach(one -> table.row(
                    Long.toString(one.key().id()),
                    one.key().name(),
                    one.slug().orElse("all"),
                    one.columns().state(),
                    one.columns().expires(),
                    one.columns().lastUse(),
                    one.key().createdBy()));
            output.printAll(
                    all.stream().map(KeyOutput::json).toList(),
                    table,
                    "There are no admin keys yet. Create one: " + ProgramName.command("key", "create"));
        }
    }

    /** {@code rollcall key rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Replace an admin key without an outage. The new one is shown only once.",
                "",
                "Both keys work. Give the new one to the person or program that uses the old one: 24 hours after its first use"
                        + " (the setting admin-keys.rotation-grace-hours) the old one stops working. If the new one is never"
                        + " used, the old one keeps working."
            },
            footer = {"", "Example: rollcall key rotate 7 --expires 90"})
    private static final class Rotate extends FeatureCommand {
        @Parameters(paramLabel = "ID", description = "The key's id, a number that 'rollcall key list' shows.")
        private long id;

        @Mixin
        private final ExpiresOption expires = new ExpiresOption();

        Rotate(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            AdminKey.Issued issued = features.adminKeys().rotate(id, expires.lifetime(), Actor.operator());
            KeyOutput key = KeyOutput.of(issued.key(), features);
            CredentialOutput.ADMIN_KEY.printSuccessor(
                    output,
                    key.json(issued),
                    issued.secret(),
                    id,
                    "It is for " + key.reach() + " and expires: "
                            + key.columns().expires(),
                    CredentialOutput.ADMIN_KEY.overlap(id, features.adminKeys().rotationGrace()),
                    CredentialOutput.endSooner("key", "revoke", Long.toString(id)));
        }
    }

    /** {@code rollcall key revoke}. */
    @Command(
            name = "revoke",
            description = "Revoke an admin key: every server refuses it within a second. This cannot be undone.",
            footer = {"", "Example: rollcall key revoke 7"})
    private static final class Revoke extends FeatureCommand {
        @Parameters(paramLabel = "ID", description = "The key's id, a number that 'rollcall key list' shows.")
        private long id;

        Revoke(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.adminKeys().revoke(id, Actor.operator());
            CredentialOutput.ADMIN_KEY.printRevoked(output, id);
        }
    }

    /**
     * An admin key as commands print it.
     *
     * @param slug slug of the organization that the key is restricted to; empty for all
     */
    private record KeyOutput(AdminKey key, Optional<String> slug, Instant now) {
        static KeyOutput of(AdminKey key, Features features) {
            return new KeyOutput(
                    key,
                    key.organization().flatMap(features.organizations()::slug),
                    features.clock().instant());
        }

        /** Returns the columns that tokens and admin keys have in common. */
        CredentialColumns columns() {
            return new CredentialColumns(key, now);
        }

        /** Returns the organizations that the key has access to, as a phrase. */
        String reach() {
            return slug.map(text -> "the organization '" + text + "'").orElse("all organizations");
        }

        JsonLine json() {
            return JsonLine.of(AdminKeyJson.of(key, slug, now));
        }

        /** Returns a new key with its secret. */
        JsonLine json(AdminKey.Issued issued) {
            return JsonLine.of(AdminKeyJson.of(issued, slug, now));
        }
    }
}
