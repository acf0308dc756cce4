package io.rollcall.server.console.users;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;

/**
 * Which users are shown. Of those who were deleted there is one list, by id, whatever else is asked.
 *
 * @param text what something of them begins with; blank for all
 * @param state {@code active}, {@code inactive}, {@code former}, or blank for all who are there
 * @param role its value, or blank for any and none
 * @param after the user after whom the page begins
 */
record UsersFilter(String text, String state, String role, Optional<UserId> after) {
    private static final String FORMER = "former";
    private static final int MAX_TEXT = 255;

    static UsersFilter read(QueryString query) {
        String state = query.text("state");
        boolean former = state.equals(FORMER);
        String text = former ? "" : query.text("q");
        return new UsersFilter(
                text.substring(0, Math.min(text.length(), MAX_TEXT)),
                state,
                former ? "" : query.text("role"),
                UserId.parse(query.text("after")));
    }

    boolean former() {
        return state.equals(FORMER);
    }

    Optional<Boolean> active() {
        return switch (state) {
            case "active" -> Optional.of(true);
            case "inactive" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    Optional<String> givenRole() {
        return Optional.of(role).filter(value -> !value.isEmpty());
    }

    boolean searches() {
        return !text.isEmpty();
    }

    /** Whether anybody is left out. */
    boolean narrows() {
        return searches() || !state.isEmpty() || !role.isEmpty();
    }

    /** The address of the page that begins after that user. */
    String pageAfter(UserId user) {
        return "?q=" + ConsolePaths.encoded(text) + "&state=" + ConsolePaths.encoded(state) + "&role="
                + ConsolePaths.encoded(role) + "&after=" + user;
    }

    /** The address of the first page. */
    String firstPage() {
        return "?q=" + ConsolePaths.encoded(text) + "&state=" + ConsolePaths.encoded(state) + "&role="
                + ConsolePaths.encoded(role);
    }
}
