package io.rollcall.server.console.users;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;

/**
 * Filter of the users page. Deleted users are listed by id, without other filters.
 *
 * @param text beginning of a username, name or email address; blank for all
 * @param state {@code active}, {@code inactive}, {@code former}; blank for all present users
 * @param role value of the role; blank for any or none
 * @param after the user after which the page begins
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

    /** Returns whether the filter excludes anybody. */
    boolean narrows() {
        return searches() || !state.isEmpty() || !role.isEmpty();
    }

    /** Returns the address of the page after that user. */
    String pageAfter(UserId user) {
        return "?q=" + ConsolePaths.encoded(text) + "&state=" + ConsolePaths.encoded(state) + "&role="
                + ConsolePaths.encoded(role) + "&after=" + user;
    }

    /** Returns the address of the first page. */
    String firstPage() {
        return "?q=" + ConsolePaths.encoded(text) + "&state=" + ConsolePaths.encoded(state) + "&role="
                + ConsolePaths.encoded(role);
    }
}
