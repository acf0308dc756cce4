package io.rollcall.server.scim.filter;

import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.Operand;
import io.rollcall.server.users.query.Operand.Member;
import java.util.List;
import java.util.Optional;

/**
 * Meaning of an attribute name in a filter or in {@code sortBy}.
 *
 * @param name as a client would write it
 * @param array where the values lie in an array: the operand is then a member of its elements
 */
record UserTarget(String name, AttributeDefinition definition, Operand operand, Optional<Member> array) {

    boolean isComplex() {
        return definition.isComplex();
    }

    /**
     * The target that has values to compare: a complex attribute stands for its {@code value} (RFC 7644 section 3.4.2.2), as
     * {@code manager} does in Entra ID's filters.
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

    /** Without a URN, which every one of them would repeat. */
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

    /** Whether brackets may follow an array's name. */
    boolean isWholeElement() {
        return operand.equals(Member.of());
    }

    /** The sub-attribute of that name as it stands inside brackets, where one element is looked at. */
    UserTarget insideBrackets(String subName) {
        // Elements without sub-attributes are their own value: schemas[value eq "urn:..."].
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
