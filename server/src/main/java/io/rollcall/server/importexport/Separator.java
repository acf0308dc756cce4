package io.rollcall.server.importexport;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Separators of the cells of a row. */
public enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char sign;

    Separator(char sign) {
        this.sign = sign;
    }

    /** Returns the name that the command line uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    char sign() {
        return sign;
    }

    static Optional<Separator> of(int character) {
        return Stream.of(values()).filter(one -> one.sign == character).findFirst();
    }
}
