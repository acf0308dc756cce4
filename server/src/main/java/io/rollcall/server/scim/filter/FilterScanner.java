package io.rollcall.server.scim.filter;

import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.function.IntPredicate;

/** Lexical scanner of filters and PATCH paths. */
final class FilterScanner {
    private static final int EXCERPT = 20;

    private final ScimProblem.Type problem;
    private final String noun;
    private final String text;
    private int position;

    FilterScanner(ScimProblem.Type problem, String noun, String text) {
        this.problem = problem;
        this.noun = noun;
        this.text = text;
    }

    boolean atEnd() {
        return position == text.length();
    }

    /** Returns the next character, or -1 at the end. */
    int peek() {
        return atEnd() ? -1 : text.charAt(position);
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            position++;
        }
    }

    /** Consumes the character if it comes next. */
    boolean take(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            position++;
        }
        return found;
    }

    void require(char wanted) {
        if (!take(wanted)) {
            throw expected("\"" + wanted + "\"");
        }
    }

    /** Consumes the word if it comes next, case-insensitive. */
    boolean takeWord(String wanted) {
        int end = wordEnd();
        boolean found =
                end - position == wanted.length() && text.regionMatches(true, position, wanted, 0, end - position);
        if (found) {
            position = end;
        }
        return found;
    }

    /** Consumes the word if it comes next and an opening parenthesis follows, which is not consumed. */
    boolean takeWordBeforeParenthesis(String wanted) {
        int start = position;
        if (takeWord(wanted)) {
            skipBlanks();
            if (peek() == '(') {
                return true;
            }
            position = start;
        }
        return false;
    }

    /** Consumes a run of the characters of attribute names, URNs, operators and numbers; empty if none comes next. */
    String word() {
        String word = text.substring(position, wordEnd());
        position += word.length();
        return word;
    }

    private int wordEnd() {
        return end(FilterScanner::isWordCharacter);
    }

    private static boolean isWordCharacter(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "-_$.:+".indexOf(character) >= 0;
    }

    private int end(IntPredicate belongs) {
        int end = position;
        while (end < text.length() && belongs.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Consumes a quoted JSON string (RFC 8259 section 7) and returns its value. */
    String string() {
        require('"');
        StringBuilder value = new StringBuilder();
        while (!take('"')) {
            int end = end(character -> character >= ' ' && character != '"' && character != '\\');
            value.append(text, position, end);
            position = end;
            if (take('\\')) {
                value.append(escaped());
            } else if (peek() != '"') {
                throw expected("the closing double quote");
            }
        }
        return paired(value.toString());
    }

    private char escaped() {
        int letter = peek();
        int plain = "\"\\/bfnrtu".indexOf(letter);
        if (letter < 0 || plain < 0) {
            throw expected("one of \" \\ / b f n r t u after the backslash");
        }
        position++;
        return letter == 'u' ? hexadecimal() : "\"\\/\b\f\n\r\t".charAt(plain);
    }

    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = atEnd() || peek() > 'f' ? -1 : Character.digit(peek(), 16);
            if (digit < 0) {
                throw expected("four hexadecimal digits after \\u");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    /** Refuses unpaired surrogates, which no stored value can contain. */
    private String paired(String value) {
        if (value.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw problem("the text before has an unpaired surrogate");
        }
        return value;
    }

    ScimProblem expected(String what) {
        String found = atEnd() ? "the end" : "\"" + excerpt() + "\"";
        return problem("expected " + what + " but found " + found);
    }

    private String excerpt() {
        return text.substring(position, Math.min(text.length(), position + EXCERPT));
    }

    ScimProblem problem(String detail) {
        return new ScimProblem(problem, "The %s is wrong at character %d: %s.".formatted(noun, position + 1, detail));
    }

    /** Returns a problem with the last consumed word, located at its beginning. */
    ScimProblem expectedInsteadOf(String word, String what) {
        position -= word.length();
        return expected(what);
    }
}
