package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of unknown members that a client sent with a value, for the activity log. Their values are not recorded. Attributes set
 * by the server do not count, since clients echo them.
 */
public final class IgnoredMembers {
    /** Enough to find a wrong mapping, and short for a log with a long retention. */
    static final int MAX_NAMES = 20;

    /** Enough for the longest schema URN and a long name. */
    static final int MAX_LENGTH = 160;

    private final Set<String> names = new LinkedHashSet<>();

    /** Adds the member, unless its value means "unassigned". */
    public void add(String name, JsonNode value) {
        if (!ScimMessage.isUnassigned(value)) {
            names.add(plain(name));
        }
    }

    /** Returns the names, separated by commas, and the number of further ones; empty for none. */
    @Override
    public String toString() {
        if (names.isEmpty()) {
            return "";
        }
        String listed = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? listed + ", and " + (names.size() - MAX_NAMES) + " more" : listed;
    }

    /** Returns the name without characters that break a line or separate names. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().limit(MAX_LENGTH).forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '?'));
        return plain.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != ',';
        };
    }
}
