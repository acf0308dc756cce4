package io.rollcall.server.users;

import io.rollcall.server.database.JsonMembers;
import java.util.Map;

/** The member {@code active} of a stored document, for those who change it without a document of their own. */
record ActiveMember(boolean active) {
    /** Returns the document with the new value of the member; everything else stays unchanged. */
    String in(String document) {
        Map<String, String> members = JsonMembers.of(document);
        members.put("active", Boolean.toString(active));
        return JsonMembers.text(members);
    }
}
