package io.rollcall.server.scim.filter;

import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.Operand;
import io.rollcall.server.users.query.Operand.Member;
import java.util.List;
import java.util.Optional;

/**
 * Resolved attribute of a filter or {@code sortBy}.
 *
 * @param name of the attribute for error messages
 * @param array present if the values are in an array; the operand is then a member of its elements
 */
record UserTarget(String name, AttributeDefinition definition, Operand operand, Optional<Member> array) {

    boolean isComplex() {
        return definition.isComplex();
    }

    /**
     * Returns the target with comparable values: a complex attribute stands for its {@code value} (RFC 7644 section 3.4.2.2),
     * such as {@code manager} in Entra ID's filters.
     */
    UserTarget comparable(ScimProblem.Type problem) {
        if (!isComplex()) {
            return this;
        }
        return definition
                .subAttribute("value")
                .map(this::withSub)
                .orElseThrow(() -> new ScimProblem(
                        problem,
                        "\"%s\" has no value of its own. Name one of its sub-attributes: %s."
                                .formatted(name, String.join(", ", subNames()))));
    }

    /** Returns the names of the sub-attributes, without the URN that each would repeat. */
    private List<String> subNames() {
        return definition.subAttributes().stream()
                .map(sub -> definition.name() + "." + sub.name())
                .toList();
    }

    private UserTarget withSub(AttributeDefinition sub) {
        Operand inside =
                array.isEmpty() && operand instanceof Member member ? member.sub(sub.name()) : Member.of(sub.name());
        return new UserTarget(name + "." + sub.name(), sub, inside, array);
    }

    /** Returns whether brackets may follow the name. */
    boolean isWholeElement() {
        return operand.equals(Member.of());
    }

    /** Returns the sub-attribute inside brackets, where one element is tested. */
    UserTarget insideBrackets(String subName) {
        // "value" means a simple element itself: schemas[value eq "urn:..."].
        UserTarget found = !isComplex() && subName.equalsIgnoreCase("value")
                ? this
                : definition
                        .subAttribute(subName)
                        .map(this::withSub)
                        .orElseThrow(() -> new ScimProblem(
                                ScimProblem.Type.INVALID_FILTER,
                                "\"%s\" has no sub-attribute \"%s\".".formatted(name, subName)));
        return new UserTarget(found.name, found.definition, found.operand, Optional.empty());
    }
}
