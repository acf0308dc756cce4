package io.rollcall.server.importexport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.Format.LineReader;
import io.rollcall.server.importexport.Format.LineWriter;
import io.rollcall.server.importexport.Format.RawLine;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.users.User;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;

/** JSON Lines format: one SCIM User per line, as stored, with its id and {@code meta}. */
final class JsonUsers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonUsers() {}

    static LineWriter writer(Writer file) {
        return user -> file.write(exported(user) + "\n");
    }

    private static ObjectNode exported(ExportedUser exported) {
        User user = exported.user();
        ObjectNode line = JSON.createObjectNode().put("id", user.id().toString());
        line.setAll(exported.document());
        ObjectNode meta = line.putObject("meta")
                .put("resourceType", "User")
                .put("created", user.created().toString())
                .put("lastModified", user.lastModified().toString());
        exported.managerUserName().ifPresent(name -> meta.put(ExportedUser.MANAGER_USER_NAME, name));
        return line;
    }

    static LineReader reader(TextScanner text, ImportFile file, ImportConfig config) {
        if (file.separator().isPresent()) {
            throw Refusal.invalid("A separator is for CSV; the file " + file.name() + " is read as JSON Lines. Name the"
                    + " format, with --format csv, or leave the separator out.");
        }
        return () -> next(text, config.maxLineCharacters());
    }

    private static Optional<RawLine> next(TextScanner text, int maxCharacters) throws IOException {
        while (text.peek() != TextScanner.END) {
            long number = text.line();
            StringBuilder characters = line(text, maxCharacters);
            if (characters.length() > maxCharacters) {
                return Optional.of(tooLong(number, maxCharacters));
            }
            String line = TextScanner.strip(characters);
            if (!line.isEmpty()) {
                return Optional.of(new RawLine(number, line.length(), () -> parse(line, number)));
            }
        }
        return Optional.empty();
    }

    /** Reads a line, and keeps one character more than allowed at most. */
    private static StringBuilder line(TextScanner text, int maxCharacters) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = text.read();
        while (!TextScanner.endsLine(next)) {
            if (line.length() <= maxCharacters) {
                line.append((char) next);
            }
            next = text.read();
        }
        text.endLine(next);
        return line;
    }

    private static RawLine tooLong(long number, int maxCharacters) {
        return new RawLine(number, 0, () -> {
            throw new WrongLine(
                    number,
                    "The line is longer than %,d characters (import.max-line-characters). Write one User per line."
                            .formatted(maxCharacters));
        });
    }

    private static WholeUser parse(String line, long number) throws WrongLine {
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                return new WholeUser(object);
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
            throw new IllegalStateException("invalid stored document", broken);
        }
    }

    /** Complete user, like the body of a PUT. */
    private record WholeUser(ObjectNode document) implements ImportedLine.Content {
        @Override
        public String userName() {
            return text(member("userName"));
        }

        @Override
        public String id() {
            return text(member("id"));
        }

        @Override
        public boolean saysManager() {
            return true;
        }

        @Override
        public ImportedLine.ManagerNames managerNames() {
            return new ImportedLine.ManagerNames(
                    member("meta").path(ExportedUser.MANAGER_USER_NAME).asText(), "", false);
        }

        @Override
        public ObjectNode over(ObjectNode stored) {
            return document;
        }

        private JsonNode member(String name) {
            return document.properties().stream()
                    .filter(member -> member.getKey().equalsIgnoreCase(name))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElseGet(MissingNode::getInstance);
        }

        /** Returns a simple value, also in the tolerated shapes: a one-element array, or an object with only the value. */
        private static String text(JsonNode node) {
            JsonNode value = node;
            while (value.isContainerNode()) {
                value = value.isArray() && value.size() == 1 ? value.get(0) : value.path("value");
            }
            return value.asText();
        }
    }
}
