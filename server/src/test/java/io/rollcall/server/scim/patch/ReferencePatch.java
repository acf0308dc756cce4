package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.TestJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** PATCH of a title, a name and emails, written down as slowly and plainly as RFC 7644 section 3.5.2 says it. */
final class ReferencePatch {
    private String title = "";
    private final Map<String, String> name = new TreeMap<>();
    private final List<Email> emails = new ArrayList<>();

    /** One operation: how a client writes it, and what it does. */
    interface Step {
        String operation();

        void applyTo(ReferencePatch user);
    }

    static final class Email {
        String type;
        String value;
        Boolean primary;

        Email(String type, String value, Boolean primary) {
            this.type = type;
            this.value = value;
            this.primary = primary;
        }

        String json() {
            List<String> members = new ArrayList<>(List.of("'value':'" + value + "'"));
            if (type != null) {
                members.add("'type':'" + type + "'");
            }
            if (primary != null) {
                members.add("'primary':" + primary);
            }
            return "{" + String.join(",", members) + "}";
        }

        Email copy() {
            return new Email(type, value, primary);
        }
    }

    /** An empty value unassigns. */
    record SetTitle(String op, String value) implements Step {
        @Override
        public String operation() {
            return "{'op':'" + op + "','path':'title','value':'" + value + "'}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            user.title = value;
        }
    }

    record RemoveTitle() implements Step {
        @Override
        public String operation() {
            return "{'op':'remove','path':'title'}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            user.title = "";
        }
    }

    record SetNamePart(String op, String part, String value) implements Step {
        @Override
        public String operation() {
            return "{'op':'" + op + "','path':'name." + part + "','value':'" + value + "'}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            user.name.put(part, value);
        }
    }

    record MergeName(String op, Map<String, String> parts) implements Step {
        @Override
        public String operation() {
            return "{'op':'" + op + "','value':{'name':{"
                    + parts.entrySet().stream()
                            .map(part -> "'" + part.getKey() + "':'" + part.getValue() + "'")
                            .collect(Collectors.joining(","))
                    + "}}}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            user.name.putAll(parts);
        }
    }

    record AddEmail(Email email) implements Step {
        @Override
        public String operation() {
            return "{'op':'add','path':'emails','value':[" + email.json() + "]}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            Email there = null;
            for (Email other : user.emails) {
                boolean same = Objects.equals(other.value, email.value) && Objects.equals(other.type, email.type);
                if (same && there == null) {
                    there = other;
                }
            }
            if (there == null) {
                there = new Email(email.type, email.value, null);
                user.emails.add(there);
            }
            if (email.primary != null) {
                there.primary = email.primary;
            }
            for (Email other : user.emails) {
                if (other != there && Boolean.TRUE.equals(email.primary) && Boolean.TRUE.equals(other.primary)) {
                    other.primary = false;
                }
            }
        }
    }

    record ReplaceEmails(Email email) implements Step {
        @Override
        public String operation() {
            return "{'op':'replace','path':'emails','value':" + email.json() + "}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            user.emails.clear();
            user.emails.add(email.copy());
        }
    }

    record RemoveEmails(String type) implements Step {
        @Override
        public String operation() {
            return "{'op':'remove','path':'emails[type eq \\'" + type + "\\']'}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            user.emails.removeIf(email -> type.equals(email.type));
        }
    }

    /** An empty value unassigns. */
    record SetEmails(String op, String type, String value) implements Step {
        @Override
        public String operation() {
            return "{'op':'" + op + "','path':'emails[type eq \\'" + type + "\\'].value','value':'" + value + "'}";
        }

        @Override
        public void applyTo(ReferencePatch user) {
            boolean found = false;
            for (Email email : user.emails) {
                if (type.equals(email.type)) {
                    email.value = value;
                    found = true;
                }
            }
            if (!found && !value.isEmpty()) {
                user.emails.add(new Email(type, value, null));
            }
        }
    }

    /** The user as a client would write it. */
    ObjectNode json() {
        ObjectNode user =
                JsonNodeFactory.instance.objectNode().put("userName", "jane").put("title", title);
        ObjectNode parts = user.putObject("name");
        name.forEach(parts::put);
        ArrayNode all = user.putArray("emails");
        emails.stream().filter(email -> !email.value.isEmpty()).forEach(email -> all.add(TestJson.json(email.json())));
        return user;
    }
}
