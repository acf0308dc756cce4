package io.rollcall.server.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.users.query.CaseFolding;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Says whether a filter matches a User by looking at its JSON alone (RFC 7644 section 3.4.2.2). */
final class FilterOracle {
    private final UserSchemas schemas;

    FilterOracle(UserSchemas schemas) {
        this.schemas = schemas;
    }

    boolean matches(Filter filter, JsonNode user) {
        return matches(filter, user, "");
    }

    /** @param parent the attribute whose brackets the filter stands in, with a dot behind; {@code node} is its value */
    private boolean matches(Filter filter, JsonNode node, String parent) {
        if (filter instanceof And and) {
            return and.terms().stream().allMatch(term -> matches(term, node, parent));
        }
        if (filter instanceof Or or) {
            return or.terms().stream().anyMatch(term -> matches(term, node, parent));
        }
        if (filter instanceof Not not) {
            return !matches(not.term(), node, parent);
        }
        if (filter instanceof ElementMatch match) {
            AttributePath path = path(match.attribute());
            return listed(at(node, path.members())).stream()
                    .anyMatch(element -> matches(match.filter(), element, match.attribute() + "."));
        }
        if (filter instanceof Filter.Present present) {
            return isPresent(present.attribute(), node, parent);
        }
        return compares((Comparison) filter, node, parent);
    }

    private boolean isPresent(String attribute, JsonNode node, String parent) {
        return values(path(parent + attribute), node, parent).stream().anyMatch(value -> !value.isMissingNode());
    }

    private boolean compares(Comparison comparison, JsonNode node, String parent) {
        AttributePath path = withValue(path(parent + comparison.attribute()));
        List<JsonNode> values = values(path, node, parent);
        boolean negative = comparison.operator() == Operator.NE;
        if (comparison.value() instanceof Literal.Null || comparison.value().equals(new Literal.Text(""))) {
            if (negative || comparison.operator() == Operator.EQ) {
                return values.stream().anyMatch(value -> !value.isMissingNode()) == negative;
            }
        }
        if (negative) {
            return values.isEmpty()
                    || values.stream().anyMatch(value -> !holds(Operator.EQ, value, comparison, path.leaf()));
        }
        return values.stream().anyMatch(value -> holds(comparison.operator(), value, comparison, path.leaf()));
    }

    private AttributePath withValue(AttributePath path) {
        return path.leaf().isComplex() ? path(path + ".value") : path;
    }

    private AttributePath path(String name) {
        AttributePath path = schemas.resolve(name).orElseThrow();
        boolean role = path.attribute().name().equals(RoleAttribute.DEFAULT_NAME);
        return role ? schemas.resolve(RoleAttribute.DEFAULT_NAME).orElseThrow() : path;
    }

    /** One value, maybe missing, of a single-valued attribute; one for each element of a multi-valued one. */
    private static List<JsonNode> values(AttributePath path, JsonNode node, String parent) {
        List<String> members = path.members();
        if (!parent.isEmpty()) {
            return List.of(node.path(members.get(members.size() - 1)));
        }
        if (!path.attribute().multiValued()) {
            return List.of(at(node, members));
        }
        int array = members.size() - (path.subAttribute().isPresent() ? 1 : 0);
        return listed(at(node, members.subList(0, array))).stream()
                .map(element -> at(element, members.subList(array, members.size())))
                .toList();
    }

    private static JsonNode at(JsonNode node, List<String> members) {
        JsonNode found = node;
        for (String member : members) {
            found = found.path(member);
        }
        return found;
    }

    private static List<JsonNode> listed(JsonNode node) {
        if (node instanceof MissingNode) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }

    private static boolean holds(Operator operator, JsonNode value, Comparison asked, AttributeDefinition definition) {
        if (definition.type() == Type.BOOLEAN) {
            return value.asBoolean(false) == isTrue(asked.value());
        }
        if (value.isMissingNode()) {
            return false;
        }
        String wanted = ((Literal.Text) asked.value()).value();
        if (definition.type() == Type.DATE_TIME) {
            return ordered(operator, Instant.parse(value.asText()).compareTo(Instant.parse(wanted)));
        }
        return definition.caseExact()
                ? textHolds(operator, value.asText(), wanted)
                : textHolds(operator, CaseFolding.fold(value.asText()), CaseFolding.fold(wanted));
    }

    private static boolean isTrue(Literal literal) {
        return literal.equals(new Literal.Bool(true)) || literal.equals(new Literal.Text("True"));
    }

    private static boolean textHolds(Operator operator, String text, String wanted) {
        return switch (operator) {
            case CO -> text.contains(wanted);
            case SW -> text.startsWith(wanted);
            case EW -> text.endsWith(wanted);
            default -> ordered(operator, compareCodePoints(text, wanted));
        };
    }

    private static boolean ordered(Operator operator, int comparison) {
        return switch (operator) {
            case EQ -> comparison == 0;
            case GT -> comparison > 0;
            case GE -> comparison >= 0;
            case LT -> comparison < 0;
            default -> comparison <= 0;
        };
    }

    static int compareCodePoints(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }
}
