package io.rollcall.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extractor of a file's prose: its text with all code replaced by spaces, so that offsets and line numbers are unchanged. */
public final class Prose {
    /** Replaces the first character of each comment. */
    public static final char BEGINNING = '\u0001';

    /** Comments are the first group, string literals the second. Consecutive line comments are one comment. */
    private static final Pattern JAVA = Pattern.compile("(/\\*(?s:.*?)\\*/|//[^\n]*(?:\n[ \t]*//[^\n]*)*)"
            + "|(\"\"\"(?s:.*?)(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\")|'(?:\\\\.|[^'\\\\\n])+'");

    private static final Pattern MARKUP = Pattern.compile("(<!--(?s:.*?)-->|<%--(?s:.*?)--%>)");
    private static final Pattern HASH = Pattern.compile("(?m)(?:^|(?<=\\s))(#[^\n]*(?:\n[ \t]*#[^\n]*)*)");

    /** Code in documents: fenced, inline, and the targets of links. */
    private static final Pattern DOCUMENT_CODE = Pattern.compile("(?s)```.*?```|`[^`]*`|(?<=\\])\\([^)]*\\)");

    private static final Pattern PROPERTY_KEY = Pattern.compile("(?m)^[\\w.-]+ *=");
    private static final Pattern DELIMITER =
            Pattern.compile("(?m)^[ \t]*(?:/\\*+|\\*+/?|//+|#+|<!--|<%--)|\\*/|-->|--%>");
    private static final Pattern INLINE_CODE =
            Pattern.compile("\\{@(?:code|link|linkplain|value)\\s[^}]*}|@param \\S+|`[^`]*`");

    private Prose() {}

    /** Returns the prose of a file, recognised by its extension: all but code in documents, comments in everything else. */
    public static String of(Path file) throws IOException {
        return of(file, false);
    }

    /** Returns the comments and string literals of a Java file. */
    public static String withStrings(Path file) throws IOException {
        return of(file, true);
    }

    private static String of(Path file, boolean strings) throws IOException {
        String text = Files.readString(file);
        String name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "md" -> without(DOCUMENT_CODE, text);
            case "properties" -> without(PROPERTY_KEY, text);
            case "java", "js", "mjs", "css" -> comments(JAVA, text, strings);
            case "json" -> text;
            case "xml", "jte", "html" -> comments(MARKUP, text, false);
            default -> comments(HASH, text, false);
        };
    }

    private static String comments(Pattern pattern, String text, boolean strings) {
        StringBuilder prose = new StringBuilder(blank(text));
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String found = matcher.group();
            if (matcher.group(1) != null) {
                prose.replace(matcher.start(), matcher.end(), without(INLINE_CODE, without(DELIMITER, found)));
                prose.setCharAt(matcher.start(), BEGINNING);
            } else if (strings && matcher.groupCount() > 1 && matcher.group(2) != null) {
                prose.replace(matcher.start(), matcher.end(), found.replace('"', ' '));
            }
        }
        return prose.toString();
    }

    private static String without(Pattern code, String text) {
        return code.matcher(text).replaceAll(match -> Matcher.quoteReplacement(blank(match.group())));
    }

    private static String blank(String text) {
        return text.replaceAll("[^\n]", " ");
    }
}
