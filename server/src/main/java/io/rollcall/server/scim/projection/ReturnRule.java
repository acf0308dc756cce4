package io.rollcall.server.scim.projection;

import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import java.util.List;

/**
 * Decides whether an answer carries an attribute, by its {@code returned} characteristic (RFC 7643 section 7) and by the
 * names in the request (RFC 7644 section 3.9).
 */
sealed interface ReturnRule {

    /** @param names of the attribute and of all that it lies in, from the outside in */
    boolean keeps(Returned returned, List<String> names);

    /**
     * {@code attributes}: what was asked for and what is always returned. Naming a whole (a schema, a complex attribute)
     * asks for each of its parts, so that an extension of nothing but {@code request} attributes can be had by its URN.
     */
    record Only(AttributeNames asked) implements ReturnRule {
        @Override
        public boolean keeps(Returned returned, List<String> names) {
            return switch (returned) {
                case ALWAYS -> true;
                case NEVER -> false;
                case DEFAULT, REQUEST -> asked.cover(names);
            };
        }
    }

    /**
     * {@code excludedAttributes}, or no wish at all: what is returned by default but for what was excluded.
     *
     * @param written what the client wrote in this request, which its answer carries even if {@code request}
     */
    record AllBut(AttributeNames excluded, AttributeNames written) implements ReturnRule {
        @Override
        public boolean keeps(Returned returned, List<String> names) {
            return switch (returned) {
                case ALWAYS -> true;
                case NEVER -> false;
                case DEFAULT -> !excluded.cover(names);
                case REQUEST -> written.cover(names) && !excluded.cover(names);
            };
        }
    }
}
