package io.rollcall.server.cli.output;

import java.util.regex.Pattern;

/**
 * Name of this program in the commands that it prints for pasting into a shell. The start script passes it as a system property.
 */
public final class ProgramName {
    /** System property with the path of the start script as called, or {@code rollcall} if it is on the PATH. */
    static final String PROPERTY = "rollcall.program";

    private static final String DEFAULT = "rollcall";
    private static final Pattern UNQUOTED = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ProgramName() {}

    /** Returns a command line of this program, with its arguments quoted for a POSIX shell. */
    public static String command(String... arguments) {
        StringBuilder line = new StringBuilder(quoted(System.getProperty(PROPERTY, DEFAULT)));
        for (String argument : arguments) {
            line.append(' ').append(quoted(argument));
        }
        return line.toString();
    }

    /** Returns the argument, in single quotes if a POSIX shell would read it differently without. */
    public static String quoted(String argument) {
        return UNQUOTED.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
