package io.rollcall.server.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The member {@code active} of a stored document, for those who change it without a document of their own. */
record ActiveMember(boolean active) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The document with the member as it shall be; everything else stays as it is written. */
    String in(String document) {
        try {
            ObjectNode changed = (ObjectNode) JSON.readTree(document);
            return JSON.writeValueAsString(changed.put("active", active));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a document of ours", broken);
        }
    }
}
