package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminErrors;
import io.rollcall.server.admin.AdminJson;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Maps failures to the problem details of the admin API, with the error codes of security event tokens (RFC 8935). */
final class SsfErrors implements ExceptionMapper<Throwable> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<Integer, String> CODES = Map.of(
            400, "invalid_request",
            401, "authentication_failed",
            403, "access_denied");

    private final AdminErrors errors;

    SsfErrors(AdminErrors errors) {
        this.errors = errors;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Response response = errors.toResponse(failure);
        return Optional.ofNullable(CODES.get(response.getStatus()))
                .map(code -> Response.fromResponse(response)
                        .entity(coded((byte[]) response.getEntity(), code))
                        .build())
                .orElse(response);
    }

    private static byte[] coded(byte[] problem, String code) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(problem);
            json.put("err", code).put("description", json.path("detail").asText());
            return AdminJson.bytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
