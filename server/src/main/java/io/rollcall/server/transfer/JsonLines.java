package io.rollcall.server.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.transfer.Format.LineReader;
import io.rollcall.server.transfer.Format.LineWriter;
import io.rollcall.server.users.User;
import java.io.LineNumberReader;
import java.io.Reader;
import java.io.Writer;
import java.util.Optional;

/** One SCIM User a line: what is stored, its id, and in {@code meta} what the server knows of it. */
final class JsonLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonLines() {}

    static LineWriter writer(Writer file) {
        return user -> file.write(exported(user) + "\n");
    }

    private static ObjectNode exported(User user) throws JsonProcessingException {
        ObjectNode line = JSON.createObjectNode().put("id", user.id().toString());
        line.setAll((ObjectNode) JSON.readTree(user.document()));
        line.putObject("meta")
                .put("resourceType", "User")
                .put("created", user.created().toString())
                .put("lastModified", user.lastModified().toString());
        return line;
    }

    static LineReader reader(Reader file) {
        LineNumberReader lines = new LineNumberReader(file);
        return () -> {
            String line = lines.readLine();
            while (line != null && line.isBlank()) {
                line = lines.readLine();
            }
            return line == null ? Optional.empty() : Optional.of(read(line, lines.getLineNumber()));
        };
    }

    private static ImportedLine read(String line, int number) throws WrongLine {
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                return new ImportedLine(number, new WholeUser(object));
            }
        } catch (JsonProcessingException malformed) {
            throw new WrongLine(number, "The line is not well-formed JSON: " + malformed.getOriginalMessage());
        }
        throw new WrongLine(number, "The line is not a JSON object.");
    }

    static ObjectNode document(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not a document of ours", broken);
        }
    }

    /** It says all of the user, as the body of a PUT does. */
    private record WholeUser(ObjectNode document) implements ImportedLine.Content {
        @Override
        public String userName() {
            return document.properties().stream()
                    .filter(member -> member.getKey().equalsIgnoreCase("userName"))
                    .findFirst()
                    .map(member -> member.getValue().asText())
                    .orElse("");
        }

        @Override
        public ObjectNode over(ObjectNode stored) {
            return document;
        }
    }
}
