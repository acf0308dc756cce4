package io.rollcall.server.events;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Query for events, in the order of their positions.
 *
 * @param after position after which to begin
 * @param types labels of the types; empty for all
 * @param organization the only organization; empty for all
 * @param limit maximum number of events
 * @param documents whether the events of users come with their present SCIM documents
 */
public record EventQuery(
        long after, Set<String> types, Optional<OrganizationId> organization, int limit, boolean documents) {
    public EventQuery {
        types = Set.copyOf(types);
    }

    /** Returns a query for events without documents. */
    public EventQuery(long after, Set<String> types, Optional<OrganizationId> organization, int limit) {
        this(after, types, organization, limit, false);
    }

    /** Returns the same query after another position. */
    public EventQuery from(long position) {
        return new EventQuery(position, types, organization, limit, documents);
    }

    /** Returns a query for all events. */
    public static EventQuery all(long after, int limit) {
        return new EventQuery(after, Set.of(), Optional.empty(), limit);
    }

    /** Returns the same query, with documents or without. */
    public EventQuery withDocuments(boolean wanted) {
        return new EventQuery(after, types, organization, limit, wanted);
    }

    /**
     * Returns the labels that a list selects, such as {@code user.*,role.deleted}.
     *
     * @throws Refusal INVALID if it names an unknown type
     */
    public static Set<String> types(String list) {
        Set<String> labels = new LinkedHashSet<>();
        for (String pattern : list.split(",")) {
            List<EventType> matching = EventType.matching(pattern.strip());
            if (matching.isEmpty()) {
                throw Refusal.invalid("'" + pattern.strip() + "' is no event type. Use, separated by commas, "
                                + Arrays.stream(EventType.values())
                                        .map(EventType::label)
                                        .collect(Collectors.joining(", "))
                                + ", or all of a kind such as user.*.")
                        .about("types");
            }
            matching.forEach(type -> labels.add(type.label()));
        }
        return labels;
    }
}
