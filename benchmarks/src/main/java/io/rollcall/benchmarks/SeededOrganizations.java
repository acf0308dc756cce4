package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Organizations of the measured server. The n-th token belongs to the n-th id. */
record SeededOrganizations(List<String> ids, List<String> tokens) {
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    SeededOrganizations {
        ids = List.copyOf(ids);
        tokens = List.copyOf(tokens);
    }

    /** Creates them, each with the one user that {@link #grow} copies. @param prefix the beginning of their slugs */
    static SeededOrganizations create(ServerProcess server, String prefix, int count) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String[] created =
                    server.order("organization " + prefix + "-" + number).split(" ");
            ids.add(created[0]);
            tokens.add(created[1]);
        }
        try (HttpConnection connection = new HttpConnection(server.port())) {
            for (String token : tokens) {
                Response answer = connection.send(Request.of(
                        "POST", "/API/enterprise/scim/Users", token, Users.body("user0@example.com", "first")));
                if (answer.status() != CREATED && answer.status() != CONFLICT) {
                    throw new IllegalStateException(answer.text());
                }
            }
        }
        return new SeededOrganizations(ids, tokens);
    }

    /** Creates organizations of as few users as most customers have. */
    static SeededOrganizations small(ServerProcess server, int count) throws IOException {
        SeededOrganizations small = create(server, "small", count);
        small.grow(server, Users.FEWEST);
        return small;
    }

    /** Fills each organization up to that many users. */
    void grow(ServerProcess server, int users) {
        ids.forEach(id -> server.order("multiply " + id + " " + users));
    }
}
