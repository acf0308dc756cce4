package io.rollcall.server.admin;

import io.rollcall.server.http.PackedContent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** OpenAPI 3.1 document of this API. */
@Path(OpenApiResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    static final String PATH = "openapi.json";

    private final PackedContent document;
    private final EntityTag tag;

    /**
     * @param scimPath the configured path of the SCIM service
     * @param roleAttribute the configured name of the role's attribute
     */
    OpenApiResource(String scimPath, String roleAttribute) {
        byte[] read = read().replace("/API/enterprise/scim", scimPath)
                .replace("jotform_user_role", roleAttribute)
                .getBytes(StandardCharsets.UTF_8);
        this.document = new PackedContent(read);
        this.tag = new EntityTag(Integer.toHexString(Arrays.hashCode(read)), true);
    }

    private static String read() {
        try (InputStream file = OpenApiResource.class.getResourceAsStream(PATH)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @GET
    public Response get(@Context ContainerRequestContext request) {
        return (isCurrent(request) ? Response.notModified() : document.answer(request))
                .tag(tag)
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** Returns whether the client has the current document (RFC 9110 section 13.1.2). */
    private boolean isCurrent(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(known -> Arrays.stream(known.split(",")))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.endsWith('"' + tag.getValue() + '"'));
    }
}
