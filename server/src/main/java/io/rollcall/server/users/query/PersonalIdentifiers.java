package io.rollcall.server.users.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Ids, user names, external ids and email addresses of some users, and the test whether a text names one of these users: as a
 * whole word, in any case.
 *
 * <p>The identifiers are sorted, and a text is compared with all of them at once: from each beginning of a word on, every further
 * character narrows the range of identifiers that begin that way.
 */
public final class PersonalIdentifiers implements Predicate<String> {
    private static final JsonMapper JSON = new JsonMapper();

    /** Shorter ones occur in any text by chance. */
    private static final int MIN_LENGTH = 3;

    /** No identifiers. */
    public static final PersonalIdentifiers NONE = new PersonalIdentifiers(Stream.empty());

    private final String[] sorted;

    /** @param folded identifiers in folded case, none of them empty */
    private PersonalIdentifiers(Stream<String> folded) {
        this.sorted = folded.sorted().distinct().toArray(String[]::new);
    }

    /** Returns the identifiers of one user. @param names the id, the user name and the external id */
    public static PersonalIdentifiers of(List<String> names, String document) {
        return new PersonalIdentifiers(Stream.concat(names.stream(), emails(document).stream())
                .map(CaseFolding::fold)
                .filter(word -> CaseFolding.length(word) >= MIN_LENGTH));
    }

    /** Returns the emails of a document. Reads token by token, since a tree of a large document takes many times its memory. */
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
            throw new UncheckedIOException("invalid stored document", broken);
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

    /** Returns the identifiers of all users of both. */
    public PersonalIdentifiers and(PersonalIdentifiers others) {
        return new PersonalIdentifiers(Stream.concat(Arrays.stream(sorted), Arrays.stream(others.sorted)));
    }

    /** Returns the total length of the identifiers. */
    public int length() {
        return Arrays.stream(sorted).mapToInt(String::length).sum();
    }

    @Override
    public boolean test(String text) {
        String folded = CaseFolding.fold(text);
        for (int start = 0; start < folded.length(); start++) {
            boolean begins = start == 0 || !Character.isLetterOrDigit(folded.codePointBefore(start));
            if (begins && hasIdentifierAt(folded, start)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a whole identifier begins there: {@code janet} does not contain {@code jane}. */
    private boolean hasIdentifierAt(String text, int start) {
        int from = 0;
        int to = sorted.length;
        for (int end = start; from < to; end++) {
            int length = end - start;
            // The shortest one of the range is the first.
            boolean complete = sorted[from].length() == length;
            if (complete && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)))) {
                return true;
            }
            if (end == text.length()) {
                return false;
            }
            from = firstWith(text.charAt(end), length, from, to);
            to = firstWith(text.charAt(end) + 1, length, from, to);
        }
        return false;
    }

    /** Returns the index of the first identifier in a range whose character at a position is the given one, or a later one. */
    private int firstWith(int character, int position, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            String word = sorted[middle];
            if (word.length() <= position || word.charAt(position) < character) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
