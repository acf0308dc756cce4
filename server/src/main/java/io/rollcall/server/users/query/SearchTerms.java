package io.rollcall.server.users.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.server.users.query.Operand.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Terms of a user, as {@code users.search_terms} keeps them for searches without another index: a short hash of each attribute
 * with its value, and the texts that are searched by their parts. A search reads the terms of all users, and the documents of
 * those whose terms contain its own. These may include users who do not match, but lack none who does.
 */
public final class SearchTerms {
    /** Number of the current rule. A rule that makes other terms needs the next number, and a migration that inserts its row. */
    public static final int RULE = 1;

    /** Length of the column. Longer terms are not stored, and the user's document is always read. */
    static final int MAX_LENGTH = 1_024;

    /** Paths of attributes that are searched by their parts. */
    private static final Set<String> TEXTS = paths(
            Member.of("userName"),
            Member.of("displayName"),
            Member.of("name", "formatted"),
            Member.of("name", "familyName"),
            Member.of("name", "givenName"),
            Member.of("emails", "value"));

    /** Paths of attributes whose values most users share, or that have a column. */
    private static final Set<String> WITHOUT_HASH = paths(
            Member.of("schemas"),
            Member.of("userName"),
            Member.of("externalId"),
            Member.of("emails", "type"),
            Member.of("phoneNumbers", "type"),
            Member.of("addresses", "type"));

    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private final List<String> texts = new ArrayList<>();

    private SearchTerms() {}

    private static Set<String> paths(Member... attributes) {
        return Arrays.stream(attributes).map(Member::path).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the terms of a user; empty if they would be too long.
     *
     * @param search the document with folded values
     */
    public static Optional<byte[]> of(String search) {
        SearchTerms terms = new SearchTerms();
        try (JsonParser json = JSON.createParser(search)) {
            terms.read(json);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return terms.bytes();
    }

    /** Returns the term of users whose attribute has the value; empty if there is none. */
    static Optional<byte[]> equal(Member attribute, String value) {
        String path = attribute.path();
        return value.isEmpty() || WITHOUT_HASH.contains(path) ? Optional.empty() : Optional.of(hash(path, value));
    }

    /** Returns the term of users whose attribute contains the text; empty if there is none. */
    static Optional<byte[]> part(Member attribute, String text) {
        return text.isEmpty() || !TEXTS.contains(attribute.path())
                ? Optional.empty()
                : Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void read(JsonParser json) throws IOException {
        Deque<String> objects = new ArrayDeque<>();
        String path = Member.of().path();
        for (JsonToken token = json.nextToken();
                token != null && hashes.size() <= MAX_LENGTH;
                token = json.nextToken()) {
            switch (token) {
                case START_OBJECT -> objects.push(path);
                case FIELD_NAME -> path = Member.subPath(objects.element(), json.currentName());
                // The members of an array's next element belong to the same attribute.
                case END_OBJECT -> path = objects.pop();
                case VALUE_STRING -> add(path, json.getText());
                default -> {
                    // Only texts are compared.
                }
            }
        }
    }

    private void add(String path, String value) {
        if (!WITHOUT_HASH.contains(path)) {
            hashes.writeBytes(hash(path, value));
        }
        if (TEXTS.contains(path)) {
            texts.add(value);
        }
    }

    private static byte[] hash(String path, String value) {
        CRC32 hash = new CRC32();
        hash.update((path + value).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) hash.getValue()).array();
    }

    /** Returns the hashes and, after a separator each, the texts that are not part of another: a full name has the others. */
    private Optional<byte[]> bytes() {
        texts.sort(Comparator.comparingInt(String::length).reversed());
        StringBuilder joined = new StringBuilder();
        for (String text : texts) {
            if (joined.length() <= MAX_LENGTH && joined.indexOf(text) < 0) {
                joined.append('\0').append(text);
            }
        }
        hashes.writeBytes(joined.toString().getBytes(StandardCharsets.UTF_8));
        return hashes.size() > MAX_LENGTH ? Optional.empty() : Optional.of(hashes.toByteArray());
    }
}
