package io.rollcall.server.testing;

import io.rollcall.server.config.Settings;
import io.rollcall.server.entry.RunningServer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The server of all tests of this JVM, on the {@link TestDatabase} and a free port. */
public final class TestServer {
    /** Base domain of the organizations' hosts. */
    public static final String BASE_DOMAIN = "scim.example.test";

    private TestServer() {}

    public static RunningServer shared() {
        return Holder.SERVER;
    }

    /** Another server on the same database, with some settings of its own; to be closed by the test. */
    public static RunningServer start(Map<String, String> settings) {
        return start(settings, Clock.systemUTC());
    }

    /** The same by a clock that the test sets. */
    public static RunningServer start(Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(TestDatabase.settings());
        all.put("http.port", "0");
        all.put("http.address", "127.0.0.1");
        all.put("public.url", "https://" + BASE_DOMAIN);
        // A machine that runs tests has more to do than to serve, and all of them call from one address.
        all.put("http.max-wait-millis", "20000");
        all.put("limits.address-failures-per-minute", "0");
        all.put("limits.address-requests-per-second", "0");
        all.put("limits.organization-requests-per-second", "0");
        all.put("http.refusal-pause-millis", "0");
        // Servers of one database have clocks of their own here, which would pause what is deleted for its age.
        all.put("retention.max-clock-difference-minutes", "0");
        all.put("retention.max-gap-days", "0");
        all.put("retention.max-share-percent", "100");
        // Tests that count the rows that are read share the database with many servers.
        all.put("audit.chain-every-seconds", "3600");
        all.put("audit.chain-after-seconds", "3600");
        all.putAll(settings);
        return RunningServer.start(Settings.load(Map.of(), all), clock);
    }

    /** Where the SCIM service of a server lies for a caller on this machine. */
    public static String scimUrl(RunningServer server) {
        return "http://127.0.0.1:" + server.port() + "/API/enterprise/scim";
    }

    private static final class Holder {
        static final RunningServer SERVER = start(Map.of());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }
}
