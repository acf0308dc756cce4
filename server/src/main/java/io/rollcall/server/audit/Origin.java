package io.rollcall.server.audit;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/**
 * Operating-system account and host of this program.
 *
 * @param user empty for a request, whose actor has an address instead
 */
public record Origin(String user, String host) {
    private static final Origin OF_A_REQUEST = new Origin("", "");
    private static final int MAX = 255;

    public Origin {
        user = Shortened.beginning(Texts.plain(user), MAX);
        host = Shortened.beginning(Texts.plain(host), MAX);
    }

    /** Returns the origin of this process. */
    public static Origin ofThisProcess() {
        return of(System.getenv(), System.getProperty("user.name", ""));
    }

    static Origin of(Map<String, String> environment, String account) {
        String user = Optional.ofNullable(environment.get("SUDO_USER"))
                .map(caller -> caller + " as " + account)
                .orElse(account);
        return new Origin(user, Optional.ofNullable(environment.get("HOSTNAME")).orElseGet(Origin::hostName));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    /** Returns the part to record: everything for a command, the host for the server itself, nothing for a request. */
    Origin of(Actor actor) {
        return switch (actor.kind()) {
            case OPERATOR -> actor.isCommand() ? this : OF_A_REQUEST;
            case SYSTEM -> new Origin("", host);
            default -> OF_A_REQUEST;
        };
    }
}
