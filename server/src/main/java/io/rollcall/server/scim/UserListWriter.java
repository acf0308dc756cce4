package io.rollcall.server.scim;

import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserPage;
import io.rollcall.server.scim.scimple.protocol.ListDocument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writer of list messages (RFC 7644 section 3.4.2). It splices text, so that whole Users are never parsed, and encodes a
 * large page in parts.
 */
record UserListWriter(WorkingMemory memory) {
    /** Upper bound of the characters in a list besides its Users. */
    private static final int ENVELOPE = 512;

    /** A longer page, in characters, is encoded in parts; otherwise four copies of it would be in memory. */
    private static final int PART = 262_144;

    /** Returns the page as UTF-8. */
    byte[] bytes(UserPage page, AttributeSelection selection) {
        int length = page.users().stream().mapToInt(StoredUser::length).sum() + ENVELOPE;
        StringBuilder text = new StringBuilder(Math.min(length, PART));
        position(page).begin(text, page.users().size());
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
        text.append(ListDocument.END);
        if (parts.size() == 0) {
            return utf8(text);
        }
        parts.writeBytes(utf8(text));
        return parts.toByteArray();
    }

    /** Releases the memory of each User that is parsed, before the next one. */
    private void append(StringBuilder text, StoredUser user, AttributeSelection selection) {
        if (selection.isDefault()) {
            user.append(text, selection);
            return;
        }
        memory.during(() -> {
            user.append(text, selection);
            return text;
        });
    }

    private static byte[] utf8(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ListDocument position(UserPage page) {
        return ListDocument.withoutResources(
                page.getTotalResults(), page.startIndex(), page.previousCursor(), page.nextCursor());
    }
}
