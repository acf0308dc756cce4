package io.rollcall.server.cli;

import io.rollcall.server.administrators.IssuedPassword;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall administrator add}. */
@Command(
        name = "add",
        description = "Add an administrator, with a password that is shown this once and has to be changed.",
        footer = {
            "",
            "Examples: rollcall administrator add jane@example.com --organization acme",
            "          rollcall administrator add operator2"
        })
final class AddAdministrator extends FeatureCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "By which the person signs in, in any case; an e-mail address is good.")
    private String name;

    @Mixin
    private final OnlyOrganizationOption organization = new OnlyOrganizationOption();

    AddAdministrator(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        IssuedPassword issued =
                features.administrators().add(name, organization.in(features).map(Organization::id), Actor.operator());
        DescribedPassword described = new DescribedPassword(issued, features);
        answer.give(described.json(), described.lines());
    }
}
