package io.rollcall.server.cli;

import java.util.regex.Pattern;

/** The name by which this program can be called again, in commands that it prints: its start script passes it. */
public final class ProgramName {
    /** The path of the start script as it was called, or {@code rollcall} if it is the one on the PATH. */
    static final String PROPERTY = "rollcall.program";

    private static final String USUAL = "rollcall";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ProgramName() {}

    /** Returns a command line to paste into a shell. @param arguments are quoted if they need it */
    public static String command(String... arguments) {
        StringBuilder line = new StringBuilder(quoted(System.getProperty(PROPERTY, USUAL)));
        for (String argument : arguments) {
            line.append(' ').append(quoted(argument));
        }
        return line.toString();
    }

    /** Returns the argument as a POSIX shell reads it back. */
    public static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
