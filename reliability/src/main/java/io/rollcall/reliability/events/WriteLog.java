package io.rollcall.reliability.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Writes of all clients with their outcomes. */
final class WriteLog {
    private final Collection<Write> all = new ConcurrentLinkedQueue<>();

    /** Method of a write. */
    enum Method {
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** Knowledge of a client about its write. */
    enum Outcome {
        /** 2xx. */
        ACKNOWLEDGED,
        /** 404 or 409, after another client deleted or created the user. */
        REFUSED,
        /** No response, or 503 with Retry-After: it may have happened. */
        UNKNOWN,
        /** Any other response, which a correct client must never get. */
        WRONG
    }

    /** Requested values. @param mark display name that no other write has; that of a deletion is empty */
    record Content(String mark, Optional<Boolean> active, Optional<String> role) {
        static final Content NONE = new Content("", Optional.empty(), Optional.empty());
    }

    /**
     * Write of a user.
     *
     * @param user id of the user; empty if the client never learned it
     * @param version the version in the response; 0 if there is none
     * @param ended time of the response, by {@link System#nanoTime}
     */
    record Write(
            Method method, String user, Content content, Outcome outcome, String status, int version, long ended) {}

    void add(Write write) {
        all.add(write);
    }

    /** Returns all writes in the order of their responses. */
    List<Write> list() {
        return List.copyOf(all);
    }

    long count(Outcome outcome) {
        return all.stream().filter(write -> write.outcome() == outcome).count();
    }

    /** Returns the number of each outcome other than an acknowledgement. */
    Map<String, Long> failures() {
        return all.stream()
                .filter(write -> write.outcome() != Outcome.ACKNOWLEDGED)
                .collect(Collectors.groupingBy(
                        write -> write.method() + " " + write.status(), TreeMap::new, Collectors.counting()));
    }

    /** Adds the numbers of the writes to a verdict. */
    void describe(Verdict verdict) {
        verdict.figure("acknowledged", count(Outcome.ACKNOWLEDGED));
        verdict.figure("unknown", count(Outcome.UNKNOWN));
        verdict.figure("refused", count(Outcome.REFUSED));
        System.out.println("not acknowledged: " + failures());
        list().stream()
                .filter(write -> write.outcome() == Outcome.WRONG)
                .forEach(write -> verdict.violated("no response is an error", write.method() + " " + write.status()));
    }
}
