package io.rollcall.server.users;

import java.util.Arrays;
import java.util.Optional;

/** Members of the document whose folded beginning has an indexed column, see {@link Folding#sortKey}. */
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

    /** Whether the column alone tells how a user's value compares: what is cut off and who has none must not matter. */
    boolean decides(Relation relation, String text) {
        return relation != Relation.CONTAINS
                && relation != Relation.ENDS_WITH
                && !text.isEmpty()
                && !text.startsWith(Folding.ABSENT)
                && Folding.length(text) < Folding.SORT_KEY_LENGTH;
    }
}
