package io.rollcall.server.scim.patch;

import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.SchemaDefinition;
import java.util.Optional;

/**
 * Target of an operation's path, or of a key in a value without a path (RFC 7644 section 3.5.2). Its text is for error
 * messages.
 */
sealed interface Target {

    /** The User itself: no path, or only the core schema's URN. */
    record WholeUser() implements Target {
        @Override
        public String toString() {
            return "The User";
        }
    }

    /** All attributes of an extension: only its URN. */
    record WholeExtension(SchemaDefinition extension) implements Target {
        @Override
        public String toString() {
            return extension.urn();
        }
    }

    /** An attribute or sub-attribute. @param filter selects elements of a multi-valued attribute; empty for all */
    record OneAttribute(AttributePath path, Optional<ElementFilter> filter) implements Target {

        /** Returns the path without the sub-attribute. */
        AttributePath whole() {
            return new AttributePath(path.extension(), path.attribute(), Optional.empty());
        }

        @Override
        public String toString() {
            return filter.map(elements -> whole() + "[" + elements + "]"
                            + path.subAttribute().map(sub -> "." + sub.name()).orElse(""))
                    .orElseGet(path::toString);
        }
    }
}
