package io.rollcall.server.events.webhooks.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.kernel.OrganizationId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Look-ups of host names. One takes as long as the name server likes, and cannot be ended; so the attempts of an owner to one host
 * share a look-up, and an owner has few at a time. A slow name server delays its own webhooks only.
 */
final class HostNames implements AutoCloseable {
    private static final int MAX_OF_OWNER = 4;

    private static final int MAX_LOOK_UPS = 64;

    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private final LookUp lookUp;
    private final ConcurrentMap<Name, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();
    private final Cache<OrganizationId, Semaphore> places =
            Caffeine.newBuilder().weakValues().build();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MAX_LOOK_UPS,
            MAX_LOOK_UPS,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.numbered("webhooks-dns-"));

    HostNames(LookUp lookUp) {
        this.lookUp = lookUp;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Resolution of a name. */
    interface LookUp {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** Returns the addresses of a host. @throws DeliveryFailure if there are none, or not in the attempt's time */
    List<InetAddress> find(OrganizationId owner, String host, Attempt attempt) throws IOException {
        try {
            return shared(new Name(owner, host), attempt).get(attempt.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException unknown) {
            throw new DeliveryFailure("The host name cannot be resolved.");
        } catch (TimeoutException slow) {
            throw attempt.late();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new DeliveryFailure("The server is stopping.");
        }
    }

    private CompletableFuture<List<InetAddress>> shared(Name name, Attempt attempt)
            throws IOException, InterruptedException {
        CompletableFuture<List<InetAddress>> own = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> other = running.putIfAbsent(name, own);
        if (other == null) {
            begin(name, own, attempt);
        }
        return other == null ? own : other;
    }

    private void begin(Name name, CompletableFuture<List<InetAddress>> found, Attempt attempt)
            throws IOException, InterruptedException {
        Semaphore ofOwner = places.get(name.owner(), owner -> new Semaphore(MAX_OF_OWNER));
        boolean begun = false;
        try {
            begun = ofOwner.tryAcquire(attempt.leftMillis(), TimeUnit.MILLISECONDS);
            if (begun) {
                threads.execute(() -> look(name, found, ofOwner));
            }
        } finally {
            if (!begun) {
                running.remove(name, found);
                found.completeExceptionally(attempt.late());
            }
        }
    }

    private void look(Name name, CompletableFuture<List<InetAddress>> found, Semaphore ofOwner) {
        try {
            found.complete(List.of(lookUp.find(name.host())));
        } catch (UnknownHostException | RuntimeException failure) {
            found.completeExceptionally(failure);
        } finally {
            running.remove(name, found);
            ofOwner.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Host as one owner looks for it. */
    private record Name(OrganizationId owner, String host) {}
}
