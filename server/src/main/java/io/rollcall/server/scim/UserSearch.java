package io.rollcall.server.scim;

import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserPage;
import io.rollcall.server.scim.scimple.UserRepositories;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Answers a request for a list of Users (RFC 7644 section 3.4.2). */
final class UserSearch {
    /** How many characters a list has beside its users, or more. */
    private static final int ENVELOPE = 512;

    /** Above that length, in characters, a page is made of parts, so that it is not in memory four times. */
    private static final int PART = 262_144;

    private final UserRepositories repositories;
    private final RequestedAttributes selections;

    UserSearch(UserRepositories repositories, RequestedAttributes selections) {
        this.repositories = repositories;
        this.selections = selections;
    }

    Response answer(ContainerRequestContext request, SearchRequest search) {
        AttributeSelection selection = selections.of(search.attributes(), search.excludedAttributes());
        UserPage page = repositories.of(request).find(search);
        return Response.ok(bytes(page, selection)).build();
    }

    /** Put together as text, so that a page of whole Users is never taken apart, and a part of a large page at a time. */
    private byte[] bytes(UserPage page, AttributeSelection selection) {
        int length = page.users().stream().mapToInt(StoredUser::length).sum() + ENVELOPE;
        StringBuilder text = new StringBuilder(Math.min(length, PART));
        begin(text, page);
        ByteArrayOutputStream parts = new ByteArrayOutputStream(length > PART ? length : 0);
        String separator = "";
        for (StoredUser user : page.users()) {
            if (text.length() + user.length() > PART) {
                parts.writeBytes(utf8(text));
                text.setLength(0);
            }
            text.append(separator);
            append(text, user, selection);
            separator = ",";
        }
        text.append("]}");
        if (parts.size() == 0) {
            return utf8(text);
        }
        parts.writeBytes(utf8(text));
        return parts.toByteArray();
    }

    private void append(StringBuilder text, StoredUser user, AttributeSelection selection) {
        repositories.memory().during(() -> {
            user.append(text, selection);
            return text;
        });
    }

    private static byte[] utf8(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void begin(StringBuilder text, UserPage page) {
        text.append("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":")
                .append(page.totalResults());
        page.startIndex()
                .ifPresent(startIndex -> text.append(",\"startIndex\":").append(startIndex));
        text.append(",\"itemsPerPage\":").append(page.users().size());
        page.previousCursor()
                .ifPresent(cursor ->
                        text.append(",\"previousCursor\":\"").append(cursor).append('"'));
        page.nextCursor()
                .ifPresent(cursor ->
                        text.append(",\"nextCursor\":\"").append(cursor).append('"'));
        text.append(",\"Resources\":[");
    }
}
