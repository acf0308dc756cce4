package io.rollcall.server.entry;

import io.rollcall.server.cli.RollcallCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The entry point of the {@code rollcall} program. */
public final class Main {
    private Main() {}

    /** Runs one command; its exit code becomes the program's. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        Application application = new Application();
        boolean serves = arguments.length == 0 || arguments[0].equals("serve");
        return (serves ? RollcallCommand.serving(application) : RollcallCommand.of(application)).execute(arguments);
    }
}
