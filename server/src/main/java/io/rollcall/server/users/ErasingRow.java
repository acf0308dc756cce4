package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.util.ArrayList;
import java.util.List;

/** A row of {@code former_users} that is being erased; {@code externalId} is null where there is none. */
record ErasingRow(UserId id, String userName, String externalId, String document) {

    Mentions toMentions() {
        List<String> names = new ArrayList<>(List.of(id.toString(), userName));
        if (externalId != null) {
            names.add(externalId);
        }
        return Mentions.of(names, document);
    }
}
