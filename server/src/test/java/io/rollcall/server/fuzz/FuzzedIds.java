package io.rollcall.server.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The users made so far, shared by all clients. */
final class FuzzedIds {
    private static final Pattern ID = Pattern.compile("/Users/([0-9a-f-]{36})");
    private static final int MOST = 50;

    private final ConcurrentLinkedDeque<String> ids = new ConcurrentLinkedDeque<>();
    private final AtomicInteger names = new AtomicInteger();

    void created(String location) {
        Matcher id = ID.matcher(location);
        if (id.find()) {
            ids.addLast(id.group(1));
            if (ids.size() > MOST) {
                ids.pollFirst();
            }
        }
    }

    String freshName() {
        return "fuzz" + names.incrementAndGet() + "@example.com";
    }

    String any(Mutations mutations) {
        List<String> known = List.copyOf(ids);
        if (known.isEmpty() || mutations.chance(3)) {
            return "nobody";
        }
        return Optional.of(mutations.oneOf(known))
                .map(id -> mutations.chance(2) ? id.toUpperCase(Locale.ROOT) : id)
                .orElseThrow();
    }
}
