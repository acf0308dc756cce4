package io.rollcall.server.cli.event;

import io.rollcall.server.cli.command.OrganizationOption;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.organizations.Organization;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select events. */
final class EventOptions {
    @Mixin
    private final OrganizationOption organization = new OrganizationOption();

    @Option(
            names = "--types",
            paramLabel = "TYPES",
            description = "Only events of these types, separated by commas, such as user.created or user.*.")
    private Optional<String> types = Optional.empty();

    @Option(names = "--after", paramLabel = "CURSOR", description = "Continue after the event with that cursor.")
    private Optional<String> after = Optional.empty();

    /** Returns the query for the selected events. @param beginning the position without {@code --after} */
    EventQuery query(Features features, long beginning, int limit) {
        return new EventQuery(
                after.map(text -> EventCursor.parse(text).position()).orElse(beginning),
                types.map(EventQuery::types).orElse(Set.of()),
                organization.resolve(features).map(Organization::id),
                limit);
    }
}
