package io.rollcall.server.testing;

import io.rollcall.server.config.Settings;
import io.rollcall.server.entry.RunningServer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Server shared by all tests of this JVM, on the {@link TestDatabase} and a free port. */
public final class TestServer {
    /** Base domain of the organizations' hosts. */
    public static final String BASE_DOMAIN = "scim.example.test";

    private TestServer() {}

    public static RunningServer shared() {
        return Holder.SERVER;
    }

    /** Returns the second server shared by all tests of this JVM, for what servers on one database know of each other. */
    public static RunningServer second() {
        return Second.SERVER;
    }

    /** Starts another server on the same database with additional settings; the test closes it. */
    public static RunningServer start(Map<String, String> settings) {
        return start(settings, Clock.systemUTC());
    }

    /** Starts a server with a clock that the test controls. */
    public static RunningServer start(Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(TestDatabase.settings());
        all.put("http.port", "0");
        all.put("http.address", "127.0.0.1");
        all.put("public.url", "https://" + BASE_DOMAIN);
        // The machine is busy with the tests, and all of them have one address.
        all.put("http.max-wait-millis", "20000");
        all.put("limits.address-failures-per-minute", "0");
        all.put("limits.address-requests-per-second", "0");
        all.put("limits.organization-requests-per-second", "0");
        all.put("limits.organization-written-mebibytes-per-day", "0");
        all.put("limits.session-requests-per-second", "0");
        all.put("http.refusal-pause-millis", "0");
        // Servers on the shared database have different clocks here, which would pause deletion by age.
        all.put("retention.max-clock-difference-minutes", "0");
        all.put("retention.max-gap-days", "0");
        all.put("retention.max-share-percent", "100");
        // Tests that count read rows share the database with many servers.
        all.put("audit.chain-every-seconds", "3600");
        all.put("audit.chain-after-seconds", "3600");
        all.putAll(settings);
        return RunningServer.start(Settings.load(Map.of(), all), clock);
    }

    /** Returns the SCIM base URL of a server for clients on this machine. */
    public static String scimUrl(RunningServer server) {
        return "http://127.0.0.1:" + server.port() + "/API/enterprise/scim";
    }

    private static RunningServer startForAll() {
        RunningServer server = start(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    private static final class Holder {
        static final RunningServer SERVER = startForAll();
    }

    private static final class Second {
        static final RunningServer SERVER = startForAll();
    }
}
