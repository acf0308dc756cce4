package io.rollcall.server.cli.output;

import java.io.PrintWriter;
import java.util.List;

/** Standard output of a command: text for people or, with {@code --json}, JSON Lines for programs; never both. */
public final class CommandOutput {
    private final PrintWriter out;
    private final boolean json;

    public CommandOutput(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints one result, as JSON or as lines of text. */
    public void print(JsonLine object, String... lines) {
        if (json) {
            object.print(out);
        } else {
            List.of(lines).forEach(out::println);
        }
    }

    /** Prints a list of results, as JSON Lines or as a table. @param whenEmpty the text in place of an empty table */
    public void printAll(List<JsonLine> objects, Table table, String whenEmpty) {
        if (json) {
            objects.forEach(object -> object.print(out));
        } else if (objects.isEmpty()) {
            out.println(whenEmpty);
        } else {
            table.print(out);
        }
    }

    /** Prints a line of text that has no counterpart in JSON. */
    public void note(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
