package io.rollcall.server.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.console.page.DisplayText;
import io.rollcall.server.console.page.Layout;
import java.util.List;
import java.util.stream.Stream;

/** All fields of one entry of the audit log. */
record AuditEntryView(Layout layout, AuditEntry entry) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A field that not every entry has. @param label the key of its name */
    record Field(String label, String value) {}

    /** Returns the fields that have a value and need no more than their text. */
    List<Field> fields() {
        return Stream.of(
                        new Field("audit.ip", entry.actor().address()),
                        new Field("audit.user-agent", entry.actor().userAgent()),
                        new Field("audit.os-user", entry.origin().user()),
                        new Field("audit.host", entry.origin().host()),
                        new Field("audit.organization", entry.slug()),
                        new Field(
                                "audit.organization-id",
                                entry.organization().map(Object::toString).orElse("")),
                        new Field("audit.target", entry.subject()))
                .filter(field -> !field.value().isEmpty())
                .toList();
    }

    boolean hasDetail() {
        return !detail().equals("{ }");
    }

    /** Returns the detail as indented JSON, or as it is stored if somebody made it something else. */
    String detail() {
        try {
            JsonNode detail = JSON.readTree(entry.detail());
            return DisplayText.lines(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(detail));
        } catch (JsonProcessingException altered) {
            return DisplayText.lines(entry.detail());
        }
    }
}
