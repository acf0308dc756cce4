package io.rollcall.server.scim;

import io.rollcall.server.scim.projection.AttributeSelection;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers a request for a list of Users (RFC 7644 section 3.4.2). */
final class UserSearch {
    /** How many characters a list has beside its users, or more. */
    private static final int ENVELOPE = 512;

    private final UserRepositories repositories;
    private final Selections selections;

    UserSearch(UserRepositories repositories, Selections selections) {
        this.repositories = repositories;
        this.selections = selections;
    }

    Response answer(ContainerRequestContext request, SearchRequest search) {
        AttributeSelection selection = selections.of(search.attributes(), search.excludedAttributes());
        UserPage page = repositories.of(request).find(search);
        return Response.ok(text(page, selection).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** Put together as text, so that a page of whole Users is never taken apart. */
    private static String text(UserPage page, AttributeSelection selection) {
        int length = page.users().stream().mapToInt(StoredUser::length).sum();
        StringBuilder text = new StringBuilder(length + ENVELOPE)
                .append("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":")
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
        String separator = "";
        for (StoredUser user : page.users()) {
            user.append(text.append(separator), selection);
            separator = ",";
        }
        return text.append("]}").toString();
    }
}
