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
 * Writes in one transaction what several threads want to write at the same moment, which costs the database a fraction of
 * what it takes to write each alone. A few threads write at a time; whoever comes meanwhile waits in line, and the next one
 * that writes takes along all who wait. Nobody waits for company: who comes alone writes alone, and so does each of a group
 * that failed, and whoever has waited too long.
 *
 * @param <T> what is to be written
 * @param <R> what it becomes
 */
public final class GroupCommit<T, R> {
    /** While one waits for the database, the other makes up the next group. */
    static final int WRITERS = 2;

    private static final int LARGEST_GROUP = 32;

    /** As long as many groups take; a writer that takes longer is stuck. */
    private static final Duration MAX_QUEUE_WAIT = Duration.ofMillis(50);

    /** A group that fails costs more than its members alone, and where one fails the next may too. */
    private static final Duration APART_AFTER_FAILURE = Duration.ofMillis(100);

    private final Function<List<T>, Optional<List<R>>> together;
    private final Duration patience;
    private final Duration apart;
    private final Tracing tracing;
    private final Deque<Member<T, R>> line = new ArrayDeque<>();
    private final Semaphore writers = new Semaphore(WRITERS);
    private final AtomicLong apartUntil = new AtomicLong(System.nanoTime());

    /**
     * @param together writes all in one transaction, and says what each became, in the same order; empty where each is to be
     *     written alone
     */
    GroupCommit(Function<List<T>, Optional<List<R>>> together, Tracing tracing) {
        this(together, MAX_QUEUE_WAIT, APART_AFTER_FAILURE, tracing);
    }

    /** @param patience how long one waits in line @param apart how long after a failed group all write alone */
    GroupCommit(Function<List<T>, Optional<List<R>>> together, Duration patience, Duration apart, Tracing tracing) {
        this.together = together;
        this.patience = patience;
        this.apart = apart;
        this.tracing = tracing;
    }

    /** One that wants something written. @param turn what it is to do once that is known */
    private record Member<T, R>(T item, Supplier<R> alone, CompletableFuture<Supplier<R>> turn) {
        Member(T item, Supplier<R> alone) {
            this(item, alone, new CompletableFuture<>());
        }
    }

    /**
     * Writes it, with others or alone.
     *
     * @param alone writes just this; it may be there already, where a group failed after its commit
     * @throws DatabaseUnavailable where there was no connection to be had; and whatever {@code alone} throws
     */
    public R write(T item, Supplier<R> alone) {
        if (System.nanoTime() - apartUntil.get() < 0) {
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

    /** Whom a writer has taken along learns from it how that went, since it may have been written. */
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
        while (group.size() < LARGEST_GROUP && !line.isEmpty()) {
            group.add(line.remove());
        }
        return group;
    }

    /** How many are in line. */
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
