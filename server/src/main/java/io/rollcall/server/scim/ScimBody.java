package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reader of the JSON object in a request's body: checks the media type, decompresses gzip and bounds the size. */
final class ScimBody {
    private final ScimJson json;
    private final int maxBytes;
    private final WrittenBytes written;

    /** @param written limit on the bodies of requests that write */
    ScimBody(ScimJson json, int maxBytes, WrittenBytes written) {
        this.json = json;
        this.written = written;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the body of a request that writes.
     *
     * @throws WebApplicationException as {@link #read}
     * @throws Refusal TOO_MANY if the organization has written too much
     */
    ObjectNode readWrite(ContainerRequestContext request, InputStream body) {
        byte[] bytes = checkedBytes(request, body);
        written.count(ScimCaller.of(request).organization(), bytes.length);
        return parsed(request, bytes);
    }

    /** @throws WebApplicationException 413 if it is too large, 415 for another media type or content coding */
    ObjectNode read(ContainerRequestContext request, InputStream body) {
        return parsed(request, checkedBytes(request, body));
    }

    private ObjectNode parsed(ContainerRequestContext request, byte[] bytes) {
        ObjectNode read = json.read(bytes);
        ConcernedUser.noteIn(request, read);
        return read;
    }

    private byte[] checkedBytes(ContainerRequestContext request, InputStream body) {
        requireJson(request.getMediaType());
        if (request.getLength() > maxBytes) {
            throw tooLarge();
        }
        return bytes(request, body);
    }

    private static void requireJson(MediaType type) {
        if (type == null) {
            return;
        }
        String name = type.getType() + "/" + type.getSubtype();
        if (!name.equalsIgnoreCase(MediaTypes.SCIM) && !name.equalsIgnoreCase(MediaTypes.JSON)) {
            throw new WebApplicationException(
                    "The body must be of the type " + MediaTypes.SCIM + " or " + MediaTypes.JSON + ", not " + name
                            + ".",
                    Status.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private byte[] bytes(ContainerRequestContext request, InputStream body) {
        try (InputStream unpacked = unpacked(request, body)) {
            byte[] bytes = unpacked == body ? body.readNBytes(maxBytes + 1) : reserved(unpacked);
            if (bytes.length > maxBytes) {
                throw tooLarge();
            }
            return bytes;
        } catch (ZipException malformed) {
            throw new ScimProblem(ScimProblem.Type.INVALID_SYNTAX, "The body is not well-formed gzip.");
        } catch (IOException brokenOff) {
            throw new ScimProblem(ScimProblem.Type.INVALID_SYNTAX, "The body ended too early.");
        }
    }

    /** Reserves memory for the decompressed bytes. The server has reserved it for the compressed ones only. */
    private byte[] reserved(InputStream unpacked) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = unpacked.readNBytes(WorkingMemory.SMALL);
        while (piece.length > 0 && bytes.size() <= maxBytes) {
            json.reserve(piece.length);
            bytes.writeBytes(piece);
            piece = unpacked.readNBytes(WorkingMemory.SMALL);
        }
        return bytes.toByteArray();
    }

    private static InputStream unpacked(ContainerRequestContext request, InputStream body) throws IOException {
        String encoding = Optional.ofNullable(request.getHeaderString(HttpHeaders.CONTENT_ENCODING))
                .map(String::strip)
                .orElse("identity");
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return new GZIPInputStream(body);
        }
        if (encoding.equalsIgnoreCase("identity") || encoding.isEmpty()) {
            return body;
        }
        throw new WebApplicationException(
                "The body may be compressed with gzip, but not with '" + encoding + "'.",
                Response.status(Status.UNSUPPORTED_MEDIA_TYPE)
                        .header(HttpHeaders.ACCEPT_ENCODING, "gzip, identity")
                        .build());
    }

    private WebApplicationException tooLarge() {
        return new WebApplicationException(
                "The body is larger than " + maxBytes + " bytes. Send less in one request.",
                Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
