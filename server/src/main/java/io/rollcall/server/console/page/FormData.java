package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a form that a visitor sent. */
public final class FormData {
    private static final String PROPERTY = FormData.class.getName();

    /** The largest form of the console has some twenty. */
    private static final int MAX_FIELDS = 200;
    /** The fields that are shown as they were typed, in any form. */
    private static final Set<String> KEPT = Set.of("name", "value", "kind", "slug", "days", "read-only");

    private final Map<String, String> fields;

    private FormData(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads {@code application/x-www-form-urlencoded}. @throws Refusal INVALID if it is malformed or has too many fields */
    static FormData read(String body) {
        String[] pairs = body.split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) {
            throw Refusal.invalid("The form has more than " + MAX_FIELDS + " fields.");
        }
        try {
            // Not Map.copyOf: its search is linear for names that a stranger makes collide.
            Map<String, String> fields = new HashMap<>();
            Arrays.stream(pairs).filter(pair -> !pair.isEmpty()).forEach(pair -> {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            });
            return new FormData(Collections.unmodifiableMap(fields));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("The form is malformed. Reload the page and try again.");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    void noteIn(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    public static FormData of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof FormData form ? form : new FormData(Map.of());
    }

    /** Returns the form as a page may put it back: no secret, and no field that is unknown. */
    String kept() {
        return fields.entrySet().stream()
                .filter(field -> KEPT.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + ConsolePaths.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** What was entered in that field; empty where there was no such field. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** What was entered in that field, where it is not blank. */
    public Optional<String> filled(String name) {
        return Optional.of(text(name).strip()).filter(text -> !text.isEmpty());
    }

    /** Whether the form has that field. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Whether that box is ticked. */
    public boolean ticked(String name) {
        return fields.containsKey(name);
    }
}
