package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.PushState;
import io.rollcall.server.events.tokens.PushState.PushError;

/** State of a stream that is pushed, as JSON. The Shared Signals Framework has no member for it, and lets receivers ignore it. */
final class DeliveryStatus {
    private DeliveryStatus() {}

    static ObjectNode json(PushState state) {
        ObjectNode json = AdminJson.object().put("failures", state.progress().failures());
        state.progress().failingSince().ifPresent(since -> json.put("failing_since", since.toString()));
        state.progress().lastSuccess().ifPresent(last -> json.put("last_success", last.toString()));
        state.error().ifPresent(error -> json.set("last_error", json(error)));
        return json;
    }

    private static ObjectNode json(PushError error) {
        ObjectNode json = AdminJson.object()
                .put("time", error.at().toString())
                .put("jti", error.token())
                .put("status", error.status());
        if (!error.code().isEmpty()) {
            json.put("err", error.code());
        }
        return json.put("description", error.description());
    }
}
