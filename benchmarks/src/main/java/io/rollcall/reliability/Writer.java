package io.rollcall.reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes users and changes them until the server goes away, and remembers what it was answered. No other writer touches its
 * users, so each must be as the last answer said, or, where the last request was not answered, as that would have made it.
 */
final class Writer implements Callable<Writer> {
    private static final int PERCENT = 100;

    private final Provider provider;
    private final String name;
    private final Map<String, Set<Expected>> users = new HashMap<>();
    private final List<String> unanswered = new ArrayList<>();
    private int acknowledged;
    private int made;

    Writer(Provider provider, String name) {
        this.provider = provider;
        this.name = name;
    }

    @FunctionalInterface
    private interface Request {
        void send() throws IOException;
    }

    @Override
    public Writer call() {
        boolean answered = true;
        while (answered) {
            answered = liveOneLife();
        }
        return this;
    }

    private boolean liveOneLife() {
        String userName = name + "-" + made++ + "@example.com";
        String id;
        try {
            id = provider.create(userName, "new");
            acknowledged++;
        } catch (IOException unanswered) {
            this.unanswered.add(userName);
            return false;
        }
        users.put(id, Set.of(Expected.there("new", true)));
        boolean leaves = ThreadLocalRandom.current().nextInt(PERCENT) < 30;
        return change(id, Expected.there("promoted", true), () -> provider.replace(id, userName, "promoted"))
                && change(id, Expected.there("promoted", false), () -> provider.setActive(id, false))
                && (leaves
                        ? change(id, Expected.GONE, () -> provider.delete(id))
                        : change(id, Expected.there("promoted", true), () -> provider.setActive(id, true)));
    }

    /** @return whether it was answered */
    private boolean change(String id, Expected next, Request request) {
        try {
            request.send();
            acknowledged++;
            users.put(id, Set.of(next));
            return true;
        } catch (IOException unanswered) {
            users.put(id, Set.of(next, users.get(id).iterator().next()));
            return false;
        }
    }

    int acknowledged() {
        return acknowledged;
    }

    /** The users whose state is not what it must be, in words; reads each from the server. */
    List<String> lost(Provider provider) throws IOException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, Set<Expected>> user : users.entrySet()) {
            Expected found = provider.read(user.getKey());
            if (!user.getValue().contains(found)) {
                lost.add(user.getKey() + " is " + found + ", not one of " + user.getValue());
            }
        }
        return lost;
    }

    /** The names that are there twice, of those whose creation was not answered. */
    List<String> doubled(Provider provider) throws IOException {
        List<String> doubled = new ArrayList<>();
        for (String userName : unanswered) {
            if (provider.count(userName) > 1) {
                doubled.add(userName);
            }
        }
        return doubled;
    }

    int unanswered() {
        return unanswered.size()
                + (int) users.values().stream()
                        .filter(states -> states.size() > 1)
                        .count();
    }
}
