package io.rollcall.server.kernel;

/**
 * Author of an action, as recorded in the activity log.
 *
 * @param name of the token, admin key or administrator
 * @param address from where the request came; empty where there was none, as on the command line
 * @param userAgent what the client calls itself; empty where it does not say
 * @param requestId by which the request is found in the server's log; empty where there was none
 */
public record Actor(Kind kind, String name, String address, String userAgent, String requestId) {
    private static final int MAX_TEXT = 255;
    private static final int MAX_ID = 32;

    /** Kind of an actor. */
    public enum Kind {
        /** An identity provider, by its token. */
        TOKEN,
        /** A person or program that administers, by an admin key. */
        ADMIN_KEY,
        /** An administrator of one organization, signed in to the Admin Console. */
        ADMINISTRATOR,
        /** An operator of the installation: at the command line of the server's machine, or signed in to the Admin Console. */
        OPERATOR,
        /** The server by itself. */
        SYSTEM
    }

    public Actor {
        name = Shortened.beginning(name, MAX_TEXT);
        address = Shortened.beginning(address, IpAddress.MAX_LENGTH);
        userAgent = Shortened.beginning(userAgent, MAX_TEXT);
        requestId = Shortened.beginning(requestId, MAX_ID);
    }

    /** The operator, who runs commands on the server's machine. */
    public static Actor operator() {
        return new Actor(Kind.OPERATOR, "Command line", "", "", "");
    }

    /** Returns the same actor as another kind, for a person whose account is known only after the password was checked. */
    public Actor as(Kind other) {
        return new Actor(other, name, address, userAgent, requestId);
    }

    /** Whether it is a command at the server's machine, and not a request. */
    public boolean isCommand() {
        return kind == Kind.OPERATOR && address.isEmpty();
    }

    /** The server itself. */
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "Rollcall", "", "", "");
    }
}
