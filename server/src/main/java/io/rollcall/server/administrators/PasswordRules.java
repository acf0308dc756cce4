package io.rollcall.server.administrators;

import io.rollcall.server.kernel.Refusal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Rules for a chosen password: long enough and not easy to guess. */
final class PasswordRules {
    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 256;

    private static final int FEWEST_DIFFERENT = 5;
    /** Minimum number of characters that are not predictable from the preceding ones. */
    private static final int FEWEST_UNPREDICTABLE = 6;

    /** Result for letters that are not neighbours. */
    private static final int NONE = Integer.MAX_VALUE;

    private static final int MIN_WORD = 3;
    private static final String PRODUCT = "rollcall";
    private static final List<String> KEYBOARD =
            List.of("1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm");

    private static final String BETTER = " Several unrelated words work well.";

    private PasswordRules() {}

    /**
     * Checks a chosen password.
     *
     * @param names names of the administrator, the organization and so on, which are easy to guess
     * @throws Refusal INVALID with the cause and remedy if it is too short, too long or too easy to guess
     */
    static void require(String chosen, Collection<String> names) {
        String password = Passwords.normalised(chosen);
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw Refusal.invalid("Use " + MIN_LENGTH + " to " + MAX_LENGTH + " characters." + BETTER);
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (folded.codePoints().distinct().count() < FEWEST_DIFFERENT || repeats(folded)) {
            throw Refusal.invalid("This password is too easy to guess: it repeats a short sequence." + BETTER);
        }
        if (unpredictable(folded) < FEWEST_UNPREDICTABLE) {
            throw Refusal.invalid(
                    "This password is too easy to guess: it is a sequence, such as abc, 123 or qwerty." + BETTER);
        }
        if (isMadeOf(names, folded)) {
            throw Refusal.invalid("This password is too easy to guess: it is mostly your name, or that of the"
                    + " organization or the product." + BETTER);
        }
        if (CommonPasswords.contain(folded)) {
            throw Refusal.invalid(
                    "This password is too easy to guess: it is, or resembles, a common password." + BETTER);
        }
    }

    /** Returns whether the text repeats a part that is too short by itself. */
    private static boolean repeats(String text) {
        int longest = Math.min(text.length() / 2, MIN_LENGTH - 1);
        for (int period = 1; period <= longest; period++) {
            if (text.substring(period).equals(text.substring(0, text.length() - period))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the length of a text with each run of equal or consecutive characters counted as two. */
    private static int unpredictable(String text) {
        int[] letters = text.codePoints().toArray();
        int count = 0;
        int before = NONE;
        for (int index = 0; index < letters.length; index++) {
            int step = index == 0 ? NONE : step(letters[index - 1], letters[index]);
            if (step == NONE || step != before) {
                count++;
            }
            before = step;
        }
        return count;
    }

    /** Returns -1, 0 or 1 if the letters are neighbours in the alphabet or on a keyboard, or {@link #NONE}. */
    private static int step(int from, int to) {
        if (Math.abs(to - from) <= 1) {
            return to - from;
        }
        return KEYBOARD.stream()
                .filter(row -> row.indexOf(from) >= 0 && row.indexOf(to) >= 0)
                .map(row -> row.indexOf(to) - row.indexOf(from))
                .filter(distance -> Math.abs(distance) == 1)
                .findFirst()
                .orElse(NONE);
    }

    private static boolean isMadeOf(Collection<String> names, String password) {
        String letters = lettersOf(password);
        String rest = words(names).reduce(letters, (left, word) -> left.replace(word, ""));
        return rest.length() < letters.length() && unpredictable(rest.replaceAll("[0-9]", "")) < FEWEST_UNPREDICTABLE;
    }

    /** Returns the names and the words in them, longest first. */
    private static Stream<String> words(Collection<String> names) {
        return Stream.concat(names.stream(), Stream.of(PRODUCT))
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                .flatMap(name -> Stream.concat(Stream.of(name), Arrays.stream(name.split("[^\\p{L}\\p{N}]+"))))
                .map(PasswordRules::lettersOf)
                .filter(word -> word.length() >= MIN_WORD)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed());
    }

    private static String lettersOf(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
