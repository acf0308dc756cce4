package io.rollcall.server.kernel;

/**
 * Author of an action, as recorded in the activity log.
 *
 * @param name of the token, admin key or administrator
 * @param address IP address of the client; empty if there is no request, as on the command line
 * @param userAgent the request's User-Agent header; empty if there is none
 * @param requestId identifies the request in the server's log; empty if there is no request
 */
public record Actor(Kind kind, String name, String address, String userAgent, String requestId) {
    /** User agent of rehearsals, which are no requests of an identity provider. */
    public static final String REHEARSAL = "Rollcall rehearsal";

    private static final int MAX_TEXT = 255;
    private static final int MAX_ID = 32;

    /** Kind of an actor. */
    public enum Kind {
        /** An identity provider, authenticated by its SCIM token. */
        TOKEN,
        /** A person or program authenticated by an admin key. */
        ADMIN_KEY,
        /** An administrator of one organization, signed in to the Admin Console. */
        ADMINISTRATOR,
        /** An operator of the installation: at the command line of the server's machine, or signed in to the Admin Console. */
        OPERATOR,
        /** The server itself, as in background work. */
        SYSTEM
    }

    public Actor {
        name = Shortened.beginning(name, MAX_TEXT);
        address = Shortened.beginning(address, IpAddress.MAX_LENGTH);
        userAgent = Shortened.beginning(userAgent, MAX_TEXT);
        requestId = Shortened.beginning(requestId, MAX_ID);
    }

    /** Returns the operator who runs commands on the server's machine. */
    public static Actor operator() {
        return new Actor(Kind.OPERATOR, "Command line", "", "", "");
    }

    /** Returns the same actor with another kind. The kind of a person's account is known only after the password check. */
    public Actor as(Kind other) {
        return new Actor(other, name, address, userAgent, requestId);
    }

    /** Returns whether the action was a command on the server's machine instead of a request. */
    public boolean isCommand() {
        return kind == Kind.OPERATOR && address.isEmpty();
    }

    /** Returns whether the action was part of a rehearsal. */
    public boolean isRehearsal() {
        return userAgent.equals(REHEARSAL);
    }

    /** Returns the server as an actor. */
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "Rollcall", "", "", "");
    }
}
