package io.rollcall.server.users.query;

import java.util.Arrays;
import java.util.Optional;

/** Members of the document whose folded prefix has an indexed column; see {@link CaseFolding#sortKey}. */
enum SortKey {
    FAMILY_NAME("u.family_name_key", Operand.Member.of("name", "familyName")),
    GIVEN_NAME("u.given_name_key", Operand.Member.of("name", "givenName")),
    DISPLAY_NAME("u.display_name_key", Operand.Member.of("displayName"));

    private final String column;
    private final Operand.Member member;

    SortKey(String column, Operand.Member member) {
        this.column = column;
        this.member = member;
    }

    static Optional<SortKey> of(Operand operand) {
        return Arrays.stream(values()).filter(key -> key.member.equals(operand)).findFirst();
    }

    String column() {
        return column;
    }

    /** Returns whether the column alone decides: neither the part that is cut off nor an absent value may matter. */
    boolean decides(ComparisonOperator relation, String text) {
        return relation != ComparisonOperator.CONTAINS
                && relation != ComparisonOperator.ENDS_WITH
                && !text.isEmpty()
                && !text.startsWith(CaseFolding.ABSENT)
                && CaseFolding.length(text) < CaseFolding.SORT_KEY_LENGTH;
    }
}
