package io.rollcall.server.cli.group;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.GroupRoleJson;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.groups.query.GroupQuery.Position;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands on the roles of groups: {@code rollcall group list}, {@code map}, {@code unmap} and {@code decide}. */
final class GroupRoleCommands {
    private GroupRoleCommands() {}

    /** {@code rollcall group list}. */
    @Command(
            name = "list",
            description =
                    "List an organization's groups in the order of creation, with the roles to which they are mapped.",
            footer = {"", "Example: rollcall group list acme"})
    static final class ListGroups extends FeatureCommand {
        private static final int PAGE = 250;

        /** More members of a group are not counted. */
        private static final int MAX_COUNT = 100_000;

        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        ListGroups(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = argument.resolve(features).id();
            List<JsonLine> lines = new ArrayList<>();
            Table table = new Table("ID", "DISPLAY NAME", "MEMBERS", "ROLE");
            Optional<Position> after = Optional.empty();
            List<Group> page;
            do {
                page = features
                        .groups()
                        .page(
                                organization,
                                new GroupQuery(new GroupCondition.Constant(true), Order.BY_ID, PAGE, 0, after))
                        .stream()
                        .map(Group.Placed::group)
                        .toList();
                Map<GroupId, Long> counts = features.groupMembers()
                        .counts(organization, page.stream().map(Group::id).toList(), MAX_COUNT);
                for (Group group : page) {
                    long members = counts.getOrDefault(group.id(), 0L);
                    lines.add(JsonLine.of(GroupRoleJson.of(group, members)));
                    table.row(
                            group.id().toString(),
                            group.displayName(),
                            Long.toString(members),
                            group.role().orElse(""));
                    after = Optional.of(new Position("", group.id()));
                }
            } while (page.size() == PAGE);
            output.printAll(
                    lines,
                    table,
                    "There are no groups. To let the identity provider push them: "
                            + ProgramName.command("organization", "groups", "on", "SLUG"));
        }
    }

    /** Arguments {@code SLUG GROUP} and the option {@code --dry-run}. */
    private static final class GroupArguments extends OrganizationArgument {
        @Parameters(index = "1", paramLabel = "GROUP", description = "The group, by its id or its displayName.")
        private String group;

        Group find(Features features, OrganizationId organization) {
            return features.groupRoles().find(organization, group);
        }
    }

    /** Base of the commands that may change the roles of users. */
    private abstract static class RolesCommand extends FeatureCommand {
        @Option(names = "--dry-run", description = "Change nothing; print how many users would get another role.")
        private boolean dryRun;

        RolesCommand(Program program) {
            super(program);
        }

        final boolean dryRun() {
            return dryRun;
        }

        final String sentence(String done, Holders changed) {
            return dryRun
                    ? "Nothing was changed. Users who would get another role: " + changed.inWords()
                    : done + " Users who got another role: " + changed.inWords();
        }
    }

    /** {@code rollcall group map}. */
    @Command(
            name = "map",
            description = {
                "Map a group to a role: its members have the role, unless the identity provider assigns another one to them.",
                "",
                "The kind of the role must be group or both. If the command is interrupted, run it again."
            },
            footer = {"", "Example: rollcall group map acme Auditors auditor --dry-run"})
    static final class MapGroup extends RolesCommand {
        @Mixin
        private final GroupArguments arguments = new GroupArguments();

        @Parameters(index = "2", paramLabel = "ROLE", description = "The role's value. It is case-sensitive.")
        private String role;

        MapGroup(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = arguments.resolve(features).id();
            GroupRoles mappings = features.groupRoles();
            GroupId group = arguments.find(features, organization).id();
            Holders changed = dryRun()
                    ? mappings.previewMap(organization, group, role)
                    : mappings.map(organization, group, role, Actor.operator());
            Group after = features.groups().get(organization, group);
            output.print(
                    JsonLine.of(GroupRoleJson.change(after, dryRun(), changed)),
                    sentence("Mapped the group '" + after.displayName() + "' to the role '" + role + "'.", changed));
        }
    }

    /** {@code rollcall group unmap}. */
    @Command(
            name = "unmap",
            description = "End the mapping of a group. Its members get the next role in the order of precedence.",
            footer = {"", "Example: rollcall group unmap acme Auditors --dry-run"})
    static final class UnmapGroup extends RolesCommand {
        @Mixin
        private final GroupArguments arguments = new GroupArguments();

        UnmapGroup(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = arguments.resolve(features).id();
            GroupRoles mappings = features.groupRoles();
            GroupId group = arguments.find(features, organization).id();
            Holders changed = dryRun()
                    ? mappings.previewUnmap(organization, group)
                    : mappings.unmap(organization, group, Actor.operator());
            Group after = features.groups().get(organization, group);
            output.print(
                    JsonLine.of(GroupRoleJson.change(after, dryRun(), changed)),
                    sentence("The group '" + after.displayName() + "' is not mapped to a role.", changed));
        }
    }

    /** {@code rollcall group decide}. */
    @Command(
            name = "decide",
            description =
                    "Let mapped groups come before roles that the identity provider assigns (on), or after them (off).",
            footer = {"", "Example: rollcall group decide acme on --dry-run"})
    static final class Decide extends RolesCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        @Parameters(index = "1", paramLabel = "on|off", description = "on or off.")
        private String order;

        Decide(Program program) {
            super(program);
        }

        @Override
        protected Optional<String> usageProblem() {
            return order.equals("on") || order.equals("off")
                    ? Optional.empty()
                    : Optional.of("'" + order + "' is neither on nor off.");
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = argument.resolve(features).id();
            GroupRoles mappings = features.groupRoles();
            boolean decide = order.equals("on");
            Holders changed = dryRun()
                    ? mappings.previewDecide(organization, decide)
                    : mappings.decide(organization, decide, Actor.operator());
            output.print(
                    JsonLine.of(GroupRoleJson.decision(mappings.groupsDecide(organization), dryRun(), changed)),
                    sentence(
                            decide
                                    ? "Mapped groups come before assigned roles."
                                    : "Assigned roles come before mapped groups.",
                            changed));
        }
    }
}
