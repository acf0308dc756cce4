package io.rollcall.server.scim.filter;

import java.util.Optional;

/**
 * The path of a PATCH operation as a client wrote it (RFC 7644 section 3.5.2, {@code PATH}).
 *
 * @param attribute the text before any bracket: {@code emails}, {@code name.familyName}, either behind a schema's URN,
 *     or a URN alone; {@code UserSchemas} resolves it
 * @param elements which elements of the multi-valued attribute are meant, where the path has brackets
 * @param subAttribute the name behind the brackets: {@code value} in {@code emails[type eq "work"].value}
 */
public record ValuePath(String attribute, Optional<Filter> elements, Optional<String> subAttribute) {

    /** The path as text that reads back as the same path. */
    @Override
    public String toString() {
        return attribute
                + elements.map(filter -> "[" + FilterPrinter.print(filter) + "]")
                        .orElse("")
                + subAttribute.map(name -> "." + name).orElse("");
    }
}
