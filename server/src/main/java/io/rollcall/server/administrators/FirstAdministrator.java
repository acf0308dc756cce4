package io.rollcall.server.administrators;

import io.rollcall.server.secrets.Secrets;
import java.util.Optional;

/** Name of the administrator created by the first start: from the settings, or random so that it cannot be guessed. */
final class FirstAdministrator {
    private static final String PREFIX = "admin-";
    private static final int LENGTH = 6;

    private final Optional<String> chosen;
    private final Secrets secrets;

    FirstAdministrator(Optional<String> chosen, Secrets secrets) {
        this.chosen = chosen;
        this.secrets = secrets;
    }

    /** Returns the name; it is the same on all servers of a database, so that only one of several starting at once adds it. */
    String name() {
        return chosen.orElseGet(this::generated);
    }

    private String generated() {
        byte[] random = secrets.keys("first-administrator").current().key().getEncoded();
        StringBuilder name = new StringBuilder(PREFIX);
        for (int index = 0; index < LENGTH; index++) {
            name.append(Passwords.READABLE.charAt(Byte.toUnsignedInt(random[index]) % Passwords.READABLE.length()));
        }
        return name.toString();
    }
}
