package io.rollcall.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Static content that is compressed once and not for each request. */
public final class PackedContent {
    private static final String GZIP = "gzip";
    private static final Pattern REFUSED = Pattern.compile("\\s*gzip\\s*;\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*");

    private final byte[] plain;
    private final byte[] packed;

    public PackedContent(byte[] plain) {
        this.plain = plain.clone();
        this.packed = gzip(plain);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** Returns a response of 200 with the content in a coding that the client accepts (RFC 9110 section 12.5.3). */
    public Response.ResponseBuilder answer(ContainerRequestContext request) {
        String accepted = Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        Response.ResponseBuilder response = takesGzip(accepted)
                ? Response.ok(packed).header(HttpHeaders.CONTENT_ENCODING, GZIP)
                : Response.ok(plain);
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private static boolean takesGzip(String accepted) {
        return accepted.contains(GZIP)
                && Arrays.stream(accepted.split(","))
                        .anyMatch(coding -> coding.strip().startsWith(GZIP)
                                && !REFUSED.matcher(coding).matches());
    }
}
