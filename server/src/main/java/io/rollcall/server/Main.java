package io.rollcall.server;

/** The entry point of the {@code rollcall} program. */
public final class Main {
    private Main() {}

    /** Runs one command; its exit code becomes the program's. */
    public static void main(String[] arguments) {
        System.out.println("Rollcall");
    }
}
