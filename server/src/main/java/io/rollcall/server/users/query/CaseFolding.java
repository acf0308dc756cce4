package io.rollcall.server.users.query;

import io.rollcall.server.kernel.Sha256;
import io.rollcall.server.kernel.Shortened;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Unicode case folding, so that the database compares texts without their case byte by byte. */
public final class CaseFolding {
    /** Sort key of a user without a value; it sorts after every text. */
    public static final String ABSENT = Character.toString(Character.MAX_CODE_POINT);

    /** Length of a sort key in characters. */
    public static final int SORT_KEY_LENGTH = 128;

    /**
     * Number of the current rule. A rule that folds any text to another key needs the next number, and {@code FoldedKeys}
     * the condition that selects these texts. Rule 1 folded the dotless i to an i.
     */
    public static final int RULE = 2;

    /** The one letter that changes when its upper case is lowered again, though Unicode folds it to itself. */
    private static final char DOTLESS_I = '\u0131';

    private static final char MAX_ASCII = '\u007f';

    static final String HASH_PREFIX = "sha256:";

    private static final int VALUE_KEY_LENGTH = 255;

    private CaseFolding() {}

    /**
     * Returns the text without its case: Unicode's default case folding, in NFC. The comment of migration V004, which names NFC,
     * upper and lower case, describes an earlier rule.
     */
    public static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String composed = Normalizer.normalize(text, Form.NFC);
        return Normalizer.normalize(
                composed.indexOf(DOTLESS_I) < 0 ? withoutCase(composed) : withDotlessLetters(composed), Form.NFC);
    }

    /** Most texts are, and need no normalization. */
    private static boolean isAscii(String text) {
        for (int place = 0; place < text.length(); place++) {
            if (text.charAt(place) > MAX_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Lower, upper, lower: no two of the three make {@code ẞ}, {@code ß} and {@code ss} equal. */
    private static String withoutCase(String text) {
        return text.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                // A sigma changes at a word's end; a prefix must fold as it does inside the longer text.
                .replace('ς', 'σ');
    }

    private static String withDotlessLetters(String text) {
        return Arrays.stream(text.split(String.valueOf(DOTLESS_I), -1))
                .map(CaseFolding::withoutCase)
                .collect(Collectors.joining(String.valueOf(DOTLESS_I)));
    }

    /** The folded text as {@code user_values} keeps it: a text too long for its column as its hash. */
    public static String valueKey(String text) {
        String folded = fold(text);
        return length(folded) <= VALUE_KEY_LENGTH ? folded : HASH_PREFIX + sha256(folded);
    }

    /** Returns the folded text, cut to the length of a sort key; {@link #ABSENT} if there is none. */
    public static String sortKey(Optional<String> text) {
        return text.filter(present -> !present.isEmpty())
                .map(CaseFolding::fold)
                .map(folded -> Shortened.beginning(folded, SORT_KEY_LENGTH))
                .orElse(ABSENT);
    }

    /** In characters as the database counts them. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }
}
