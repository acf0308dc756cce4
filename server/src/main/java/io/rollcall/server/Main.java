package io.rollcall.server;

import io.rollcall.server.cli.RollcallCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** The entry point of the {@code rollcall} program. */
public final class Main {
    private Main() {}

    /** Runs one command; its exit code becomes the program's. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine(arguments).execute(arguments));
    }

    private static CommandLine commandLine(String... arguments) {
        boolean serves = arguments.length == 0 || arguments[0].equals("serve");
        return serves ? RollcallCommand.serving(new Application()) : RollcallCommand.of(new Application());
    }
}
