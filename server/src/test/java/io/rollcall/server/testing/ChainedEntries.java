package io.rollcall.server.testing;

import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.entry.RunningServer;
import java.util.Map;

/** Chaining at once, in a database that no other test writes to. */
public final class ChainedEntries {
    /** Settings of a server that chains entries as soon as it is told to, and not before. */
    public static final Map<String, String> SOON =
            Map.of("audit.chain-every-seconds", "3600", "audit.chain-after-seconds", "0");

    private ChainedEntries() {}

    /** Chains everything that is recorded by now. @param server one with the settings {@link #SOON} */
    public static void now(OwnDatabase database, RunningServer server) {
        // Entries of the present millisecond are not old enough.
        database.change("DO SLEEP(0.002)");
        server.component(Chainer.All.class).run();
    }
}
