package io.rollcall.server.database;

import io.rollcall.server.kernel.DaemonThreads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mariadb.jdbc.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Monitor that probes the database twice a second, and more often during an outage. It releases threads blocked on a hanging
 * database after a few seconds, long before the socket timeout, which must allow for slow searches.
 */
public final class DatabaseMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_WHILE_FAILING = Duration.ofMillis(200);

    /** One failed probe may be a load peak; in-flight work is aborted only after a longer silence. */
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    /** A stopping server waits this long for a response, since the whole stop must take less than five seconds. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);

    private final Probe probe;
    private final Outage outage;
    private final Optional<ConnectionPools> breakable;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("database-monitor"));

    private DatabaseMonitor(Probe probe, Outage outage, Optional<ConnectionPools> breakable) {
        this.probe = probe;
        this.outage = outage;
        this.breakable = breakable;
    }

    /** @param pools connections to break if the database hangs */
    static DatabaseMonitor of(DatabaseConfig config, Outage outage, ConnectionPools pools) {
        // With several nodes, one may hang while others respond; the URL's socketTimeout ends that wait.
        boolean single = hosts(config) == 1;
        return new DatabaseMonitor(new Probe(config), outage, single ? Optional.of(pools) : Optional.empty());
    }

    private static int hosts(DatabaseConfig config) {
        try {
            return Configuration.parse(config.url().orElseThrow()).addresses().size();
        } catch (SQLException notChecked) {
            return 0;
        }
    }

    /** Starts the probes; until then the database counts as available. */
    public void start() {
        watch.execute(this::lookAgainAndAgain);
    }

    private void lookAgainAndAgain() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.warn("The database could not be probed", failure);
        }
        Duration pause = outage.isFailing() ? PAUSE_WHILE_FAILING : PAUSE;
        if (!watch.isShutdown()) {
            watch.schedule(this::lookAgainAndAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        Optional<String> problem = probe.problem();
        if (problem.isPresent()) {
            if (outage.failed()) {
                LOG.warn("The database does not respond; requests get 503 until it does: {}", problem.get());
            }
            if (outage.isLost() || outage.sinceAnswer().compareTo(SILENCE) > 0) {
                breakable.ifPresent(ConnectionPools::breakAll);
            }
            return;
        }
        Duration silent = outage.answered();
        if (!silent.isZero()) {
            LOG.warn("The database responds again after {} s", silent.toMillis() / 1_000.0);
        }
    }

    /** Returns whether the last probe succeeded. */
    public boolean answers() {
        return !outage.isFailing();
    }

    /**
     * Probes once more, with the short timeout of a healthy database. From now on no work waits for an unavailable database.
     *
     * @return whether the probe succeeded
     */
    public boolean stopping() {
        outage.stopping();
        try {
            watch.submit(this::look).get(LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            outage.failed();
            breakable.ifPresent(ConnectionPools::breakAll);
        } catch (ExecutionException failure) {
            LOG.warn("The database could not be probed", failure.getCause());
            outage.failed();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return answers();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        probe.close();
    }
}
