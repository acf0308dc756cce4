package io.rollcall.server.admin;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
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

    Response get(String path) {
        return send("GET", path, "");
    }

    Response post(String path, String body) {
        return send("POST", path, body);
    }

    Response patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Response put(String path, String body) {
        return send("PUT", path, body);
    }

    Response delete(String path) {
        return send("DELETE", path, "");
    }

    Response send(String method, String path, String body) {
        String json = body.replace('\'', '"');
        Response answer = http.send(method, path, json);
        description.check(method, path, json, answer);
        return answer;
    }
}
