package io.rollcall.server.administrators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * List of common passwords in {@code common-passwords.txt}. Checks are rare, so each one reads the file instead of keeping it in
 * memory.
 */
final class CommonPasswords {
    private static final String FILE = "common-passwords.txt";
    private static final Pattern SIGNS_BEFORE = Pattern.compile("^[\\x00-\\x7f&&[^a-z]]+");
    private static final Pattern SIGNS_BEHIND = Pattern.compile("[\\x00-\\x7f&&[^a-z]]+$");

    private CommonPasswords() {}

    /**
     * Returns whether a password is common: it is in the list, or without its surrounding digits and signs it is one or two
     * listed passwords.
     *
     * @param password in lower case
     */
    static boolean contain(String password) {
        Set<String> common = read();
        String front = SIGNS_BEHIND.matcher(password).replaceFirst("");
        String middle = SIGNS_BEFORE.matcher(front).replaceFirst("");
        return middle.isEmpty()
                || Stream.of(password, front, middle)
                        .flatMap(text -> Stream.of(text, withoutLookAlikes(text)))
                        .distinct()
                        .anyMatch(text -> isOneOrTwo(common, text));
    }

    private static boolean isOneOrTwo(Set<String> common, String text) {
        return common.contains(text)
                || IntStream.range(1, text.length())
                        .anyMatch(end -> common.contains(text.substring(0, end))
                                && common.contains(text.substring(end).replaceFirst("^[^\\p{L}\\p{N}]+", "")));
    }

    /** Replaces look-alike characters with letters: {@code P@ssw0rd} is as easy to guess as {@code password}. */
    private static String withoutLookAlikes(String text) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    private static Set<String> read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(CommonPasswords.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            Set<String> passwords = new HashSet<>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(passwords::add);
            return passwords;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
