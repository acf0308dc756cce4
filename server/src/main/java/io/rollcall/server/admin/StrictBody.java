package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON request body with typed accessors. Unknown members are rejected, since ignoring them would hide mistakes. */
public record StrictBody(ObjectNode object) {

    /** Returns this body, or throws INVALID if it has any other member. */
    StrictBody only(String... names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!List.of(names).contains(name)) {
                throw Refusal.invalid("Unknown member '" + name + "'. Supported: " + String.join(", ", names) + ".");
            }
        });
        return this;
    }

    /** Returns the name of the only member, or throws INVALID if there is none or several. */
    String theOnly(String... names) {
        only(names);
        if (object.size() != 1) {
            throw Refusal.invalid("Send exactly one member: one of " + String.join(", ", names) + ".");
        }
        return object.fieldNames().next();
    }

    Optional<String> text(String name) {
        return find(name).map(value -> {
            require(value.isTextual(), name, "a string");
            return value.textValue();
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> Refusal.invalid(name + " is missing."));
    }

    /** Returns the strings of an array. */
    Optional<List<String>> texts(String name) {
        return find(name).map(value -> {
            List<String> texts = new ArrayList<>();
            require(value.isArray(), name, "an array of strings");
            value.forEach(item -> {
                require(item.isTextual(), name, "an array of strings");
                texts.add(item.textValue());
            });
            return texts;
        });
    }

    Instant time(String name) {
        try {
            return OffsetDateTime.parse(requiredText(name)).toInstant();
        } catch (DateTimeException noTime) {
            throw Refusal.invalid(name + " must be a time such as 2026-01-31T08:00:00Z.");
        }
    }

    Optional<Boolean> flag(String name) {
        return has(name) ? Optional.of(requiredBoolean(name)) : Optional.empty();
    }

    boolean requiredBoolean(String name) {
        JsonNode value = find(name).orElseThrow(() -> Refusal.invalid(name + " is missing."));
        require(value.isBoolean(), name, "true or false");
        return value.booleanValue();
    }

    /** Returns the number; empty if it is null or missing. */
    Optional<Integer> numberOrNull(String name) {
        return find(name).filter(value -> !value.isNull()).map(value -> number(name, value));
    }

    int requiredNumber(String name) {
        return number(name, find(name).orElseThrow(() -> Refusal.invalid(name + " is missing.")));
    }

    private static int number(String name, JsonNode value) {
        require(value.isInt(), name, "an integer");
        return value.intValue();
    }

    StrictBody object(String name) {
        JsonNode value = find(name).orElseThrow(() -> Refusal.invalid(name + " is missing."));
        require(value.isObject(), name, "an object");
        return new StrictBody((ObjectNode) value);
    }

    /** Returns the member {@code expiresInDays}: a number of days, or {@code "never"}. */
    Optional<Lifetime> lifetime() {
        return find("expiresInDays").map(value -> {
            if (value.isTextual() && value.textValue().equals("never")) {
                return Lifetime.unlimited();
            }
            require(value.isInt(), "expiresInDays", "a number of days, or \"never\"");
            return Lifetime.ofDays(value.intValue());
        });
    }

    boolean has(String name) {
        return object.has(name);
    }

    private Optional<JsonNode> find(String name) {
        return Optional.ofNullable(object.get(name));
    }

    private static void require(boolean fits, String name, String type) {
        if (!fits) {
            throw Refusal.invalid(name + " must be " + type + ".");
        }
    }
}
