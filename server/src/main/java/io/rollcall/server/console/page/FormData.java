package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Fields of a submitted form. */
public final class FormData {
    private static final String PROPERTY = FormData.class.getName();

    /** Maximum number of fields, far above that of the largest form. */
    private static final int MAX_FIELDS = 200;
    /** Fields without secrets, which a page may show again. */
    private static final Set<String> KEPT = Set.of(
            "name",
            "value",
            "kind",
            "slug",
            "days",
            "read-only",
            "url",
            "description",
            "organization",
            "enabled",
            "document",
            "signature",
            "from",
            "at",
            "after");

    /** Beginning of the names of checkboxes for event types. */
    private static final String KEPT_PREFIX = "type:";

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
            // Not Map.copyOf: colliding names from an attacker would make its look-ups linear.
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

    /** Returns the fields that a page may show again, URL-encoded: no secrets and no unknown fields. */
    String kept() {
        return fields.entrySet().stream()
                .filter(field -> KEPT.contains(field.getKey()) || field.getKey().startsWith(KEPT_PREFIX))
                .map(field -> ConsolePaths.encoded(field.getKey()) + "=" + ConsolePaths.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Returns the field's text; empty if the form has no such field. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Returns the field's text without surrounding blanks; empty if it is blank. */
    public Optional<String> filled(String name) {
        return Optional.of(text(name).strip()).filter(text -> !text.isEmpty());
    }

    /** Returns whether the form has that field. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns the names of the fields that begin with a prefix, without it. */
    public List<String> namesAfter(String prefix) {
        return fields.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    /** Returns whether that checkbox is ticked. */
    public boolean ticked(String name) {
        return fields.containsKey(name);
    }
}
