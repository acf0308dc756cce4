package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of what a client sent with a value and the server does not keep, since no schema knows it there. Values are never
 * among them, and what only the server sets is not either: clients echo it.
 */
public final class IgnoredMembers {
    /** Enough to see what is wrong with a mapping, and short in a log that is kept for long. */
    static final int MAX_NAMES = 20;

    /** The longest URN of a schema and a long name. */
    static final int MAX_LENGTH = 160;

    private final Set<String> names = new LinkedHashSet<>();

    /** Notes the member, unless it says that there is no value. */
    public void add(String name, JsonNode value) {
        if (!ScimMessage.isUnassigned(value)) {
            names.add(plain(name));
        }
    }

    /** Lists the names with commas between them, and how many there are beyond the most listed; empty for none. */
    @Override
    public String toString() {
        if (names.isEmpty()) {
            return "";
        }
        String listed = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? listed + ", and " + (names.size() - MAX_NAMES) + " more" : listed;
    }

    /** Without what would break a line or look like the next name. */
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
