package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Shortened;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;

/** Problem details of a refused or failed request (RFC 9457). */
record ProblemDetails(int status, String detail) {
    static final String TYPE = "application/problem+json";

    /** Possible content types: clients that accept only plain JSON get that. */
    static final List<String> TYPES = List.of(TYPE, MediaType.APPLICATION_JSON);

    ProblemDetails {
        detail = Shortened.of(detail);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", title());
        json.put("status", status);
        json.put("detail", detail);
        Optional.ofNullable(RequestId.current()).ifPresent(id -> json.put("requestId", id));
        return json;
    }

    private String title() {
        return Optional.ofNullable(Status.fromStatusCode(status))
                .map(Status::getReasonPhrase)
                .orElse("Refused");
    }
}
