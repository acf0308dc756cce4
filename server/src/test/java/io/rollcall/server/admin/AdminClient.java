package io.rollcall.server.admin;

import io.rollcall.server.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Answer;

/** Calls the admin API as its description says, and has each answer judged by it. */
record AdminClient(ScimClient http, ApiDescription description) {

    static AdminClient of(RunningServer server, String key, ApiDescription description) {
        ScimClient http = new ScimClient("http://127.0.0.1:" + server.port() + AdminApplication.PATH, key)
                .with("Accept", "application/json")
                .with("Content-Type", "application/json");
        return new AdminClient(http, description);
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
