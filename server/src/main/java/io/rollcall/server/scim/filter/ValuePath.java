package io.rollcall.server.scim.filter;

import java.util.Optional;

/**
 * Parsed path of a PATCH operation (RFC 7644 section 3.5.2, {@code PATH}).
 *
 * @param attribute the text before any bracket: {@code emails}, {@code name.familyName}, either after a schema's URN, or a URN
 *     alone; {@code UserSchemas} resolves it
 * @param elements filter in brackets, which selects elements of a multi-valued attribute
 * @param subAttribute the name after the brackets: {@code value} in {@code emails[type eq "work"].value}
 */
public record ValuePath(String attribute, Optional<Filter> elements, Optional<String> subAttribute) {

    /** Returns a text that parses to the same path. */
    @Override
    public String toString() {
        return attribute
                + elements.map(filter -> "[" + FilterPrinter.print(filter) + "]")
                        .orElse("")
                + subAttribute.map(name -> "." + name).orElse("");
    }
}
