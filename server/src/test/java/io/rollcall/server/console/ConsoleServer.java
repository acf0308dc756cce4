package io.rollcall.server.console;

import io.rollcall.server.administrators.TestAdministrator;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import java.util.Optional;

/** The server of all browser tests: one that is reached without TLS, as browsers reach it here. */
final class ConsoleServer {
    /** Password of all administrators in tests. */
    static final String PASSWORD = TestAdministrator.PASSWORD;

    private ConsoleServer() {}

    static RunningServer shared() {
        return Holder.SERVER;
    }

    static String url(String path) {
        return "http://127.0.0.1:" + shared().port() + path;
    }

    /** A new administrator's name; the password is {@link #PASSWORD}. @param organization the only one, or none for all */
    static String administrator(RunningServer server, Optional<OrganizationId> organization) {
        return TestAdministrator.create(server, organization).name();
    }

    private static final class Holder {
        // All browsers come from one address.
        static final RunningServer SERVER = TestServer.start(
                Map.of("public.url", "http://example.test", "console.sign-in-failures-of-address", "10000"));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }
}
