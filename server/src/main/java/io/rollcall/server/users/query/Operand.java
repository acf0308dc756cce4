package io.rollcall.server.users.query;

import java.util.List;
import java.util.stream.Stream;

/** Location of a user's value for a condition or an order: a column, or a path in the document. */
public sealed interface Operand permits UserAttribute, Operand.Member, Operand.Location, Operand.Fixed {

    /**
     * A member of the stored document, or of the array element that {@link Condition.AnyElement} looks at.
     *
     * @param names from the outside in; none means the whole element
     */
    record Member(List<String> names) implements Operand {
        public Member {
            names = List.copyOf(names);
        }

        public static Member of(String... names) {
            return new Member(List.of(names));
        }

        /** The member of that name in this one. */
        public Member sub(String name) {
            return new Member(Stream.concat(names.stream(), Stream.of(name)).toList());
        }

        /** As the database's JSON functions take it. */
        String path() {
            StringBuilder path = new StringBuilder("$");
            names.forEach(name -> path.append(".\"").append(name).append('"'));
            return path.toString();
        }
    }

    /** The user's address. @param prefix what stands before the id */
    record Location(String prefix) implements Operand {}

    /** The same text for every user. */
    record Fixed(String text) implements Operand {}
}
