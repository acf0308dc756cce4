package io.rollcall.server.cli;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.cli.Program.Features;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall key list}. */
@Command(name = "list", description = "List the admin keys, ended ones too.")
final class ListKeys extends FeatureCommand {
    @Mixin
    private final OnlyOrganizationOption organization = new OnlyOrganizationOption();

    ListKeys(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        AdminKeys keys = features.adminKeys();
        List<AdminKey> found =
                organization.in(features).map(only -> keys.list(only.id())).orElseGet(keys::list);
        List<DescribedKey> all =
                found.stream().map(key -> DescribedKey.of(key, features)).toList();
        Table table = new Table("ID", "NAME", "ORGANIZATION", "STATE", "EXPIRES", "LAST USED", "CREATED BY");
        all.forEach(described -> table.row(
                Long.toString(described.key().id()),
                described.key().name(),
                described.slug().orElse("all"),
                described.stateInWords(),
                described.expires(),
                described.lastUse(),
                described.key().createdBy()));
        answer.giveAll(
                all.stream().map(DescribedKey::json).toList(),
                table,
                "There are no admin keys yet. Create one: " + ProgramName.command("key", "create"));
    }
}
