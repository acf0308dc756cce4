package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.users.query.CaseFolding;
import java.util.IdentityHashMap;
import java.util.Map;

/** Cache of folded texts for one PATCH, so that several filters fold each text once. */
final class FoldedTexts {
    /** Most PATCHes compare one or two. */
    private static final int USUAL_SIZE = 4;

    private final Map<JsonNode, String> folded = new IdentityHashMap<>(USUAL_SIZE);

    String of(JsonNode text) {
        return folded.computeIfAbsent(text, same -> CaseFolding.fold(same.asText()));
    }
}
