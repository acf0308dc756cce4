package io.rollcall.server.users.query;

import io.rollcall.server.users.query.Condition.And;
import io.rollcall.server.users.query.Condition.AnyElement;
import io.rollcall.server.users.query.Condition.Or;
import io.rollcall.server.users.query.Condition.Text;
import java.util.List;
import java.util.Optional;

/**
 * Look-up of an {@link AnyElement} through the index of {@code user_values}.
 *
 * @param keys the values to look up
 * @param decides whether a matching value is sufficient, so that no other part of the condition needs a check
 */
record ValueLookup(IndexedValues attribute, List<String> keys, boolean decides) {

    /** Returns the look-up that the condition allows; empty if it can hold for elements of any value. */
    static Optional<ValueLookup> of(AnyElement any) {
        return IndexedValues.of(any.array()).flatMap(attribute -> keys(any.condition())
                .map(keys -> new ValueLookup(attribute, keys, isPlain(any.condition(), keys))));
    }

    /**
     * Returns whether the condition is a single comparison whose key is not a hash. A hash stands for a longer text, and a text
     * may look like a hash, so then the text itself must be compared.
     */
    private static boolean isPlain(Condition condition, List<String> keys) {
        return condition instanceof Text && keys.stream().noneMatch(key -> key.startsWith(CaseFolding.HASH_PREFIX));
    }

    private static Optional<List<String>> keys(Condition condition) {
        if (condition instanceof Text text
                && text.relation() == ComparisonOperator.EQUAL
                && text.operand().equals(IndexedValues.VALUE)) {
            return Optional.of(List.of(CaseFolding.valueKey(text.text())));
        }
        if (condition instanceof And and) {
            return and.terms().stream()
                    .map(ValueLookup::keys)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return condition instanceof Or or ? keysOfAll(or.terms()) : Optional.empty();
    }

    private static Optional<List<String>> keysOfAll(List<Condition> terms) {
        List<Optional<List<String>>> all = terms.stream().map(ValueLookup::keys).toList();
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream()
                        .flatMap(Optional::stream)
                        .flatMap(List::stream)
                        .distinct()
                        .toList())
                : Optional.empty();
    }

    void write(SqlWriter sql) {
        sql.sql(
                        "u.id IN (SELECT v.user_id FROM user_values v WHERE v.organization_id = #{organizationId} AND v.attribute = ")
                .bind(attribute.attribute())
                .sql(" AND v.value_key IN (")
                .joined(keys, ", ", sql::bind)
                .sql("))");
    }
}
