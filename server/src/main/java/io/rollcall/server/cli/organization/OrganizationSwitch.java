package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import picocli.CommandLine.Mixin;

/** Base of commands that switch something of an organization on or off. */
abstract class OrganizationSwitch extends FeatureCommand {
    private final Setting setting;
    private final boolean on;
    private final String done;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    /** @param done sentence about the result, with {@code %s} for the slug */
    OrganizationSwitch(Program program, Setting setting, boolean on, String done) {
        super(program);
        this.setting = setting;
        this.on = on;
        this.done = done;
    }

    /** Method that switches, such as {@link Organizations#setScimEnabled}. */
    interface Setting {
        Organization set(Organizations organizations, OrganizationId organization, boolean on, Actor actor);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Organization organization = argument.resolve(features);
        Organization changed = setting.set(features.organizations(), organization.id(), on, Actor.operator());
        output.print(OrganizationOutput.of(changed, features).json(), done.formatted(changed.slug()));
    }
}
