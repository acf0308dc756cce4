package io.rollcall.server.users;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.IndexedValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a text names one of some users, in any case, by what is theirs alone: id, userName, externalId or email address. */
record Mentions(Set<String> words) implements Predicate<String> {
    private static final JsonMapper JSON = new JsonMapper();

    /** Shorter ones stand in every text by chance. */
    private static final int MIN_LENGTH = 3;

    static final Mentions NONE = new Mentions(Set.of());

    Mentions {
        words = Set.copyOf(words);
    }

    /** @param names what the user is called, such as the id */
    static Mentions of(List<String> names, String document) {
        return new Mentions(Stream.concat(names.stream(), emails(document).stream())
                .map(CaseFolding::fold)
                .filter(word -> CaseFolding.length(word) >= MIN_LENGTH)
                .collect(Collectors.toSet()));
    }

    /** Read token by token, since a tree of a large document takes many times its memory. */
    private static List<String> emails(String document) {
        List<String> emails = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(IndexedValues.EMAILS.attribute());
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    addValues(parser, emails);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("not a document of ours", broken);
        }
        return emails;
    }

    private static void addValues(JsonParser parser, List<String> values) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("value");
                if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    values.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /** Returns whether a text names a user of these or of those. */
    Mentions and(Mentions others) {
        return new Mentions(Stream.concat(words.stream(), others.words.stream()).collect(Collectors.toSet()));
    }

    /** Returns the length of all words. */
    int length() {
        return words.stream().mapToInt(String::length).sum();
    }

    @Override
    public boolean test(String text) {
        String folded = CaseFolding.fold(text);
        return words.stream().anyMatch(word -> contains(folded, word));
    }

    /** As a whole: {@code jane} does not stand in {@code janet}. */
    private static boolean contains(String text, String word) {
        int start = text.indexOf(word);
        while (start >= 0) {
            int end = start + word.length();
            boolean begins = start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
            if (begins && ends) {
                return true;
            }
            start = text.indexOf(word, start + 1);
        }
        return false;
    }
}
