package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Literal;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import io.rollcall.server.users.query.CaseFolding;
import java.util.Optional;
import java.util.Set;

/**
 * Comparison of an element's sub-attribute with a filter's value, by its type and case sensitivity (RFC 7644 section 3.4.2.2).
 */
final class ValueComparison {
    private static final Set<Operator> EQUALITY = Set.of(Operator.EQ, Operator.NE);
    private static final Set<Operator> TEXT_ONLY = Set.of(Operator.CO, Operator.SW, Operator.EW);

    private final AttributeDefinition attribute;
    private final Operator operator;
    private final Optional<JsonNode> value;
    private final String wanted;
    private final TextSearch search;

    ValueComparison(AttributeDefinition attribute, Operator operator, Literal literal) {
        this.attribute = attribute;
        this.operator = operator;
        this.value = json(attribute, literal);
        this.wanted = value.map(this::comparable).orElse("");
        this.search = new TextSearch(operator == Operator.CO ? wanted : "");
        boolean defined = value.isPresent() ? isForType() : EQUALITY.contains(operator);
        if (!defined) {
            throw refused("%s cannot be compared by \"%s\"".formatted(attribute.name(), operator));
        }
    }

    /** Returns the value to compare with; empty for null. */
    Optional<JsonNode> value() {
        return value;
    }

    /** @param written the element's value, or a missing node @param folded keeps texts for the next comparison */
    boolean test(JsonNode written, FoldedTexts folded) {
        JsonNode held = value.isPresent() ? orFalse(written) : written;
        if (held.isMissingNode() || value.isEmpty()) {
            boolean equal = held.isMissingNode() && value.isEmpty();
            return operator == (equal ? Operator.EQ : Operator.NE);
        }
        return value.get().isNumber()
                ? ordered(held.decimalValue().compareTo(value.get().decimalValue()))
                : texts(attribute.caseExact() ? held.asText() : folded.of(held));
    }

    /** Returns the value; a missing boolean such as {@code primary} is false (RFC 7643 section 2.4). */
    private JsonNode orFalse(JsonNode held) {
        return held.isMissingNode() && attribute.type() == AttributeDefinition.Type.BOOLEAN ? BooleanNode.FALSE : held;
    }

    private boolean isForType() {
        return switch (attribute.type()) {
            case STRING, REFERENCE -> true;
            case INTEGER, DECIMAL -> !TEXT_ONLY.contains(operator);
            default -> EQUALITY.contains(operator);
        };
    }

    private boolean texts(String held) {
        return switch (operator) {
            case CO -> search.isIn(held);
            case SW -> held.startsWith(wanted);
            case EW -> held.endsWith(wanted);
            default -> ordered(held.compareTo(wanted));
        };
    }

    private boolean ordered(int order) {
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case CO, SW, EW -> false;
        };
    }

    private String comparable(JsonNode text) {
        return attribute.caseExact() ? text.asText() : CaseFolding.fold(text.asText());
    }

    /** Converts a literal; an empty text equals null (RFC 7643 section 2.5). */
    private static Optional<JsonNode> json(AttributeDefinition attribute, Literal literal) {
        if (literal instanceof Literal.Null || literal.equals(new Literal.Text(""))) {
            return Optional.empty();
        }
        return Optional.of(
                switch (attribute.type()) {
                    case BOOLEAN -> truth(attribute, literal);
                    case INTEGER, DECIMAL -> number(attribute, literal);
                    case COMPLEX -> throw refused(attribute.name() + " is an object and cannot be compared");
                    default -> text(attribute, literal);
                });
    }

    private static JsonNode truth(AttributeDefinition attribute, Literal literal) {
        if (literal instanceof Literal.Bool bool) {
            return BooleanNode.valueOf(bool.value());
        }
        if (literal instanceof Literal.Text text && text.value().equalsIgnoreCase("true")) {
            return BooleanNode.TRUE;
        }
        if (literal instanceof Literal.Text text && text.value().equalsIgnoreCase("false")) {
            return BooleanNode.FALSE;
        }
        throw refused(attribute.name() + " is compared with true or false");
    }

    private static JsonNode number(AttributeDefinition attribute, Literal literal) {
        if (literal instanceof Literal.Number number) {
            return DecimalNode.valueOf(number.value());
        }
        throw refused(attribute.name() + " is compared with a number");
    }

    private static JsonNode text(AttributeDefinition attribute, Literal literal) {
        if (literal instanceof Literal.Text text) {
            return TextNode.valueOf(text.value());
        }
        throw refused(attribute.name() + " is compared with a text in double quotes");
    }

    private static ScimProblem refused(String reason) {
        return new ScimProblem(Type.INVALID_FILTER, "The filter in the path cannot be used: " + reason + ".");
    }
}
