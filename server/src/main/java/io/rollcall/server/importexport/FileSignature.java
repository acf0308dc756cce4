package io.rollcall.server.importexport;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** First bytes by which a file is recognized: a byte order mark, or a kind of file that holds no text. */
enum FileSignature {
    UTF_32_LE("fffe0000", "UTF-32"),
    UTF_32_BE("0000feff", "UTF-32"),
    UTF_8("efbbbf", StandardCharsets.UTF_8),
    UTF_16_LE("fffe", StandardCharsets.UTF_16LE),
    UTF_16_BE("feff", StandardCharsets.UTF_16BE),
    WORKBOOK("504b0304", "a workbook (.xlsx, .ods) or ZIP archive"),
    OLD_WORKBOOK("d0cf11e0", "an Excel workbook (.xls)"),
    GZIP("1f8b08", "compressed");

    static final int MAX_LENGTH = 4;

    private final byte[] bytes;
    private final Optional<Charset> charset;
    private final String kind;

    FileSignature(String hex, Charset charset) {
        this(hex, Optional.of(charset), "");
    }

    FileSignature(String hex, String kind) {
        this(hex, Optional.empty(), kind);
    }

    FileSignature(String hex, Optional<Charset> charset, String kind) {
        this.bytes = HexFormat.of().parseHex(hex);
        this.charset = charset;
        this.kind = kind;
    }

    /** Returns the first signature that the bytes begin with. */
    static Optional<FileSignature> of(byte[] start) {
        return Stream.of(values()).filter(one -> one.begins(start)).findFirst();
    }

    private boolean begins(byte[] start) {
        if (start.length < bytes.length) {
            return false;
        }
        for (int index = 0; index < bytes.length; index++) {
            if (start[index] != bytes[index]) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return bytes.length;
    }

    /** Returns the encoding that a byte order mark stands for; empty if the file holds no text that can be imported. */
    Optional<Charset> charset() {
        return charset;
    }

    /** Returns what the file is instead of text. */
    String kind() {
        return kind;
    }
}
