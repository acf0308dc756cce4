package io.rollcall.server.importexport;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Character encodings that an imported file may have. A byte order mark in the file says more than the operator. */
public enum FileEncoding {
    UTF_8,
    /** Little-endian without a byte order mark, as Windows writes it, unless the first byte is 0. */
    UTF_16,
    WINDOWS_1252;

    /** Returns the name that the command line uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Charset charset(byte[] start) {
        return switch (this) {
            case UTF_8 -> StandardCharsets.UTF_8;
            case UTF_16 ->
                start.length > 1 && start[0] == 0 && start[1] != 0
                        ? StandardCharsets.UTF_16BE
                        : StandardCharsets.UTF_16LE;
            case WINDOWS_1252 -> Charset.forName("windows-1252");
        };
    }
}
