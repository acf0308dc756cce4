package io.rollcall.server.users.query;

import java.util.Arrays;
import java.util.Optional;

/** Members of the document whose folded prefix has an indexed column; see {@link CaseFolding#sortKey}. */
enum SortKey {
    FAMILY_NAME("family_name", Operand.Member.of("name", "familyName")),
    GIVEN_NAME("given_name", Operand.Member.of("name", "givenName")),
    DISPLAY_NAME("display_name", Operand.Member.of("displayName"));

    private final String index;
    private final Operand.Member member;

    SortKey(String index, Operand.Member member) {
        this.index = index;
        this.member = member;
    }

    static Optional<SortKey> of(Operand operand) {
        return Arrays.stream(values()).filter(key -> key.member.equals(operand)).findFirst();
    }

    String column() {
        return "u." + index + "_key";
    }

    String index() {
        return index;
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
