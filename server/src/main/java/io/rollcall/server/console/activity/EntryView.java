package io.rollcall.server.console.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.TruncatedJson;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;

/**
 * Model of an entry's page.
 *
 * @param roleAttribute name of the attribute that carries a role
 * @param hidden number of changed values that are not shown
 * @param advice explanation and remedy; empty unless a request was rejected
 */
record EntryView(
        Layout layout,
        Organization organization,
        ActivityEntry entry,
        String roleAttribute,
        List<EntryChange> changes,
        int hidden,
        Optional<Advice> advice) {

    boolean ignoresRole() {
        return IgnoredRole.isIn(entry, roleAttribute);
    }

    boolean failed() {
        return ActivityView.failed(entry);
    }

    /** Returns whether the changes are the initial values of a new user. */
    boolean created() {
        return entry.kind() == ActivityKind.USER_CREATED;
    }

    String userPath() {
        return entry.user()
                .map(user -> ConsolePaths.of(organization, "users", user.toString()))
                .orElse("");
    }

    /** Changed attribute. @param before the previous value, {@code after} the new one; blank for none */
    record EntryChange(String attribute, String before, String after) {
        /** Returns the changes in an entry's JSON. */
        static List<EntryChange> read(TruncatedJson beginning, ConsoleTexts texts) {
            return beginning.object().properties().stream()
                    .map(change -> new EntryChange(
                            change.getKey(),
                            words(change.getValue().path("before"), texts),
                            words(change.getValue().path("after"), texts)))
                    .toList();
        }

        private static String words(JsonNode value, ConsoleTexts texts) {
            if (value.isObject() && value.size() == 1 && value.path("omitted").isTextual()) {
                return texts.get("entry.omitted", value.path("omitted").asText());
            }
            return value.isTextual() ? value.asText() : value.isMissingNode() ? "" : value.toPrettyString();
        }
    }
}
