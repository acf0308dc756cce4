package io.rollcall.server.events;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Signal that wakes a thread, such as when events were committed on this server. Several before a wait count as one. */
@Singleton
public final class EventSignal {
    private final Semaphore raised = new Semaphore(0);

    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /** Waits until the signal is raised, at most that long. */
    public void await(Duration most) throws InterruptedException {
        if (raised.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            raised.drainPermits();
        }
    }
}
