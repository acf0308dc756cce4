package io.rollcall.server.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** JSON form of checkpoints, for storage outside the database. */
public final class CheckpointJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    private CheckpointJson() {}

    /** Returns the checkpoint as one line of JSON. */
    public static String write(Checkpoint checkpoint) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rollcallCheckpoint", VERSION);
        json.put("time", checkpoint.at().toString());
        ArrayNode chains = json.putArray("chains");
        checkpoint.heads().forEach(head -> chains.addObject()
                .put("organization", head.chain().value())
                .put("position", head.position())
                .put("hash", head.hash().toString())
                .put("newest", head.newest().toString()));
        return json.toString();
    }

    /** Parses a checkpoint. @throws Refusal INVALID if the text is not a checkpoint */
    public static Checkpoint read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("rollcallCheckpoint").asInt() != VERSION
                    || !json.path("chains").isArray()) {
                throw notACheckpoint();
            }
            List<Head> heads = new ArrayList<>();
            json.path("chains").forEach(chain -> heads.add(head(chain)));
            return new Checkpoint(Instant.parse(json.path("time").asText()), heads);
        } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException malformed) {
            throw notACheckpoint();
        }
    }

    private static Head head(JsonNode json) {
        if (!json.path("organization").isIntegralNumber()
                || !json.path("position").isIntegralNumber()) {
            throw notACheckpoint();
        }
        return new Head(
                new OrganizationId(json.path("organization").asLong()),
                json.path("position").asLong(),
                Hash.parse(json.path("hash").asText()),
                Instant.parse(json.path("newest").asText()));
    }

    private static Refusal notACheckpoint() {
        return Refusal.invalid(
                "This is no checkpoint. A checkpoint is the line that 'rollcall audit checkpoint' prints, unchanged.");
    }
}
