package io.rollcall.server.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    private static final int SHORTEST = 3;

    Mentions {
        words = Set.copyOf(words);
    }

    static Mentions of(List<FormerUser> users) {
        return new Mentions(users.stream()
                .flatMap(Mentions::words)
                .map(Folding::fold)
                .filter(word -> Folding.length(word) >= SHORTEST)
                .collect(Collectors.toSet()));
    }

    private static Stream<String> words(FormerUser user) {
        List<String> words = new ArrayList<>(List.of(user.id().toString(), user.userName()));
        user.externalId().ifPresent(words::add);
        JsonNode emails = read(user.document()).path(IndexedValues.EMAILS.attribute());
        emails.forEach(email -> words.add(email.path("value").asText()));
        return words.stream();
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a document of ours", broken);
        }
    }

    @Override
    public boolean test(String text) {
        String folded = Folding.fold(text);
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
