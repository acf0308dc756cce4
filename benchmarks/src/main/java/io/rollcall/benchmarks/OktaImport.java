package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.util.List;

/** Reads all users of one organization as Okta imports them: page after page of 100, with a small heap. */
public final class OktaImport {
    private static final int PAGE = 100;
    private static final int OK = 200;

    private OktaImport() {}

    /** @param arguments number of users */
    public static void main(String[] arguments) throws IOException {
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        try (ServerProcess server = ServerProcess.start(List.of("-Xmx256m"));
                HttpConnection connection = new HttpConnection(server.port())) {
            String[] organization = server.order("organization bench-import").split(" ");
            connection.send(Request.of(
                    "POST", "/API/enterprise/scim/Users", organization[1], Users.body("user0@example.com", "first")));
            server.order("multiply " + organization[0] + " " + users);
            long start = System.nanoTime();
            double cpu = server.cpu();
            int read = 0;
            for (int index = 1; index <= users; index += PAGE) {
                Response answer = connection.send(Request.of(
                        "GET",
                        "/API/enterprise/scim/Users?startIndex=" + index + "&count=" + PAGE,
                        organization[1],
                        ""));
                if (answer.status() != OK) {
                    throw new IllegalStateException(answer.text());
                }
                read += answer.text().split("\"userName\":", -1).length - 1;
            }
            System.out.printf(
                    "%,d users in %.1f s, %.1f s of server CPU, with a heap of 256 MiB of which %,d KiB are in use"
                            + " afterwards%n",
                    read,
                    (System.nanoTime() - start) / 1e9,
                    (server.cpu() - cpu) / 1_000,
                    Long.parseLong(server.order("heap")) / 1_024);
        }
    }
}
