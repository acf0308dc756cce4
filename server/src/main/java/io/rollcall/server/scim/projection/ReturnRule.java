package io.rollcall.server.scim.projection;

import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import java.util.List;

/**
 * Rule that decides whether a response contains an attribute, by its {@code returned} characteristic (RFC 7643 section 7) and
 * the names in the request (RFC 7644 section 3.9).
 */
sealed interface ReturnRule {

    /** @param names the attribute's name, preceded by those of its parents */
    boolean keeps(Returned returned, List<String> names);

    /**
     * {@code attributes}: the named attributes, and those that are always returned. The name of a schema or complex attribute
     * includes all its parts, so that an extension with only {@code request} attributes can be requested by its URN.
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
     * {@code excludedAttributes}, or neither parameter: the attributes returned by default, except the excluded ones.
     *
     * @param written names that the client wrote in this request, which are returned even if {@code request}
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
