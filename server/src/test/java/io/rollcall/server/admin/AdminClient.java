package io.rollcall.server.admin;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Answer;
import io.rollcall.server.testing.TestOrganization;
import java.util.Optional;

/** Calls the admin API as its description says, and has each answer judged by it. */
record AdminClient(ScimClient http, ApiDescription description) {

    static AdminClient of(RunningServer server, String key, ApiDescription description) {
        return new AdminClient(http(server, key), description);
    }

    /** One with a new operator's key. */
    static AdminClient operator(RunningServer server, ApiDescription description) {
        return of(server, newKey(server, Optional.empty()), description);
    }

    /** One with a new key for that organization alone. */
    static AdminClient boundTo(TestOrganization organization, RunningServer server, ApiDescription description) {
        return of(server, newKey(server, Optional.of(organization.id())), description);
    }

    static String newKey(RunningServer server, Optional<OrganizationId> organization) {
        return server.component(AdminKeys.class)
                .issue(new AdminKey.Request(organization, "Test", Lifetime.standard()), Actor.system())
                .secret()
                .reveal();
    }

    /** Sends the same without judging the answers. */
    static ScimClient http(RunningServer server, String key) {
        return new ScimClient("http://127.0.0.1:" + server.port() + AdminApplication.PATH, key)
                .with("Accept", "application/json")
                .with("Content-Type", "application/json");
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer send(String method, String path, String body) {
        String json = body.replace('\'', '"');
        Answer answer = http.send(method, path, json);
        description.check(method, path, json, answer);
        return answer;
    }
}
