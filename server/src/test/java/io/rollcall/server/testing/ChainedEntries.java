package io.rollcall.server.testing;

import io.rollcall.server.audit.chain.Chainers;
import io.rollcall.server.entry.RunningServer;
import java.util.Map;

/** Chaining at once, in a JVM in which other servers may have the lease. */
public final class ChainedEntries {
    /** Settings of a server that chains entries as soon as it is told to, and not before. */
    public static final Map<String, String> SOON =
            Map.of("audit.chain-every-seconds", "3600", "audit.chain-after-seconds", "0");

    private static final int ROUNDS = 2;

    private ChainedEntries() {}

    /** Chains everything that is recorded by now. @param server one with the settings {@link #SOON} */
    public static void now(RunningServer server) {
        StoredRows.change("DO SLEEP(0.002)");
        Chainers chainers = server.component(Chainers.class);
        for (int round = 0; round < ROUNDS; round++) {
            StoredRows.change("UPDATE chainers SET expires = UTC_TIMESTAMP(3)");
            lookBack();
            chainers.run();
        }
    }

    /**
     * Lets the next round look for entries that are older than the last one that was chained: those of servers whose clocks are
     * ahead may be chained already.
     */
    public static void lookBack() {
        StoredRows.change("UPDATE chainers SET looked_back = LEAST(looked_back, UTC_TIMESTAMP(3) - INTERVAL 6 MINUTE)");
    }
}
