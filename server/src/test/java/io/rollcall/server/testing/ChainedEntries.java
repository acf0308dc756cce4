package io.rollcall.server.testing;

import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.entry.RunningServer;
import java.util.Map;

/** Chaining of activity entries on demand, in a database of its own. */
public final class ChainedEntries {
    /** Settings of a server that chains entries only on demand. */
    public static final Map<String, String> SOON =
            Map.of("audit.chain-every-seconds", "3600", "audit.chain-after-seconds", "0");

    private ChainedEntries() {}

    /** Chains all recorded entries. @param server started with the settings {@link #SOON} */
    public static void now(OwnDatabase database, RunningServer server) {
        // Entries of the current millisecond are not old enough.
        database.change("DO SLEEP(0.002)");
        server.component(Chainer.All.class).run();
    }
}
