package io.rollcall.server.scim.discovery;

import java.util.Locale;

/** Names of our constants as RFC 7643 and RFC 9865 write them: {@code READ_ONLY} as {@code readOnly}. */
final class Keywords {
    private Keywords() {}

    static String of(Enum<?> constant) {
        StringBuilder keyword = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_")) {
            keyword.append(
                    keyword.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return keyword.toString();
    }
}
