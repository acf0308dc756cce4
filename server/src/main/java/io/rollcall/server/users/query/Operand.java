package io.rollcall.server.users.query;

import java.util.List;
import java.util.stream.Stream;

/** Location of a user's value for a condition or an order: a column, or a path in the document. */
public sealed interface Operand permits UserAttribute, Operand.Member, Operand.Location, Operand.Fixed {

    /**
     * Member of the stored document, or of the element tested by {@link Condition.AnyElement}.
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

        /** Returns a sub-member. */
        public Member sub(String name) {
            return new Member(Stream.concat(names.stream(), Stream.of(name)).toList());
        }

        /** Returns the path for the database's JSON functions. */
        String path() {
            String path = "$";
            for (String name : names) {
                path = subPath(path, name);
            }
            return path;
        }

        static String subPath(String path, String name) {
            return path + ".\"" + name + '"';
        }
    }

    /** The user's URL. @param prefix the part before the id */
    record Location(String prefix) implements Operand {}

    /** The same text for every user. */
    record Fixed(String text) implements Operand {}
}
