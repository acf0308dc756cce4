package io.rollcall.server.cli;

import java.io.PrintWriter;
import java.util.List;

/** What a command prints on standard output: words, or JSON where that is asked for, and never both. */
final class Answer {
    private final PrintWriter out;
    private final boolean json;

    Answer(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Gives one thing. */
    void give(Json object, String... words) {
        if (json) {
            object.print(out);
        } else {
            List.of(words).forEach(out::println);
        }
    }

    /** Gives a list of things. @param whenEmpty the words that stand for an empty table */
    void giveAll(List<Json> objects, Table table, String whenEmpty) {
        if (json) {
            objects.forEach(object -> object.print(out));
        } else if (objects.isEmpty()) {
            out.println(whenEmpty);
        } else {
            table.print(out);
        }
    }

    /** Adds a remark for a person; machines are told nothing of it. */
    void say(String words) {
        if (!json) {
            out.println(words);
        }
    }
}
