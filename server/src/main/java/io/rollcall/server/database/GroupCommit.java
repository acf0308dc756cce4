package io.rollcall.server.database;

import io.rollcall.server.telemetry.Tracing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Combines concurrent writes into one transaction, which costs the database a fraction of separate ones. A few threads write
 * at a time; writes that arrive meanwhile queue, and the next writer takes the whole queue along. A write never waits for
 * others to join: a single write, each member of a failed group, and a write that has queued too long run alone.
 *
 * @param <T> item to write
 * @param <R> result of writing an item
 */
public final class GroupCommit<T, R> {
    /** While one group waits for the database, the other fills up. */
    static final int WRITERS = 2;

    /** Many times the duration of a group; a writer that takes longer is stuck. */
    private static final Duration MAX_QUEUE_WAIT = Duration.ofMillis(50);

    /** A failed group costs more than separate writes, and the next one may fail too. */
    private static final Duration APART_AFTER_FAILURE = Duration.ofMillis(100);

    private final Function<List<T>, Optional<List<R>>> together;
    private final int maxGroup;
    private final Duration patience;
    private final Duration apart;
    private final Tracing tracing;
    private final Deque<Member<T, R>> line = new ArrayDeque<>();
    private final Semaphore writers = new Semaphore(WRITERS);
    private final AtomicLong apartUntil = new AtomicLong(System.nanoTime());

    /**
     * @param together writes all items in one transaction and returns their results in the same order; empty to write each
     *     alone
     * @param maxGroup maximum number of items in a transaction; 1 writes each alone
     */
    GroupCommit(Function<List<T>, Optional<List<R>>> together, int maxGroup, Tracing tracing) {
        this(together, maxGroup, MAX_QUEUE_WAIT, APART_AFTER_FAILURE, tracing);
    }

    /** @param patience maximum time in the queue @param apart time during which all writes run alone after a failed group */
    GroupCommit(
            Function<List<T>, Optional<List<R>>> together,
            int maxGroup,
            Duration patience,
            Duration apart,
            Tracing tracing) {
        this.maxGroup = maxGroup;
        this.together = together;
        this.patience = patience;
        this.apart = apart;
        this.tracing = tracing;
    }

    /** A queued write. @param turn completed with the action that its thread runs next */
    private record Member<T, R>(T item, Supplier<R> alone, CompletableFuture<Supplier<R>> turn) {
        Member(T item, Supplier<R> alone) {
            this(item, alone, new CompletableFuture<>());
        }
    }

    /**
     * Writes an item, in a group or alone.
     *
     * @param alone writes the item by itself; its row may exist already, if a group failed after its commit
     * @throws DatabaseUnavailable if no connection was available; {@code alone} may throw anything else
     */
    public R write(T item, Supplier<R> alone) {
        if (maxGroup == 1 || System.nanoTime() - apartUntil.get() < 0) {
            return alone.get();
        }
        Member<T, R> member = new Member<>(item, alone);
        return begin(member) ? lead(member) : await(member).get();
    }

    private synchronized boolean begin(Member<T, R> member) {
        if (writers.tryAcquire()) {
            return true;
        }
        line.add(member);
        return false;
    }

    private Supplier<R> await(Member<T, R> member) {
        try (Tracing.Span span = tracing.part("database.group")) {
            span.note(Database.SYSTEM, Database.MARIADB);
            return member.turn().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stuck) {
            return leave(member);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return leave(member);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A member of a running group waits for its result, since it may have been written. */
    private Supplier<R> leave(Member<T, R> member) {
        boolean waiting;
        synchronized (this) {
            waiting = line.remove(member);
        }
        return waiting ? member.alone() : member.turn().join();
    }

    private R lead(Member<T, R> first) {
        List<Member<T, R>> group = gather(first);
        try {
            if (group.size() > 1) {
                write(group);
            } else {
                return first.alone().get();
            }
        } finally {
            group.forEach(member -> member.turn().complete(member.alone()));
            handOver();
        }
        return first.turn().join().get();
    }

    private synchronized List<Member<T, R>> gather(Member<T, R> first) {
        List<Member<T, R>> group = new ArrayList<>(List.of(first));
        while (group.size() < maxGroup && !line.isEmpty()) {
            group.add(line.remove());
        }
        return group;
    }

    /** Returns the length of the queue. */
    synchronized int waiting() {
        return line.size();
    }

    private void write(List<Member<T, R>> group) {
        List<T> items = group.stream().map(Member::item).toList();
        try {
            Optional<List<R>> written = together.apply(items);
            if (written.isEmpty()) {
                apartUntil.set(System.nanoTime() + apart.toNanos());
                return;
            }
            for (int place = 0; place < group.size(); place++) {
                R result = written.get().get(place);
                group.get(place).turn().complete(() -> result);
            }
        } catch (DatabaseUnavailable failure) {
            group.forEach(member -> member.turn().complete(() -> {
                throw failure;
            }));
        }
    }

    private void handOver() {
        Member<T, R> next;
        synchronized (this) {
            next = line.poll();
            if (next == null) {
                writers.release();
            }
        }
        if (next != null) {
            next.turn().complete(() -> lead(new Member<>(next.item(), next.alone())));
        }
    }
}
