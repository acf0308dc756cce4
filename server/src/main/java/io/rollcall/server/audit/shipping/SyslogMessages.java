package io.rollcall.server.audit.shipping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Formatter of entries as syslog messages (RFC 5424). The message body is the entry's JSON in ASCII, which needs no byte order
 * mark; many JSON parsers reject one.
 */
final class SyslogMessages {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int FACILITIES = 8;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int MAX_HOST = 255;
    private static final int MAX_KIND = 32;
    private static final List<String> ESSENTIAL = List.of("position", "id", "time", "kind", "outcome");

    private final SyslogConfig config;
    private final String host;

    /** @param host the name of this machine */
    SyslogMessages(SyslogConfig config, String host) {
        this.config = config;
        this.host = ascii(host, MAX_HOST);
    }

    byte[] of(AuditEntry.Chained chained) {
        AuditEntry entry = chained.entry();
        int severity = entry.outcome() == AuditEntry.Outcome.FAILED ? WARNING : NOTICE;
        String head = "<" + (config.facility() * FACILITIES + severity) + ">1 " + entry.occurred() + " " + host
                + " rollcall - " + ascii(entry.kind().label(), MAX_KIND) + " ";
        ObjectNode json = AuditJson.of(chained);
        byte[] whole = bytes(head + structured(chained, json) + " " + text(json));
        if (whole.length <= config.maxBytes()) {
            return whole;
        }
        json.putObject("detail").put("omittedCharacters", entry.detail().length());
        byte[] withoutDetail = bytes(head + structured(chained, json) + " " + text(json));
        if (withoutDetail.length <= config.maxBytes()) {
            return withoutDetail;
        }
        json.retain(ESSENTIAL);
        return bytes(head + structured(chained, json) + " " + text(json.put("omitted", true)));
    }

    /** Returns the structured data, so that receivers can filter without parsing the JSON. */
    private String structured(AuditEntry.Chained chained, ObjectNode json) {
        StringBuilder data = new StringBuilder("[").append(config.structuredDataId());
        parameter(data, "position", Long.toString(chained.position()));
        parameter(data, "id", json.path("id").asText());
        parameter(data, "outcome", json.path("outcome").asText());
        parameter(data, "actor", json.path("actor").path("name").asText());
        parameter(data, "address", json.path("actor").path("address").asText());
        parameter(data, "organization", json.path("organization").asText());
        return data.append(']').toString();
    }

    private static void parameter(StringBuilder data, String name, String value) {
        if (!value.isEmpty()) {
            String plain = value.replaceAll("\\p{Cntrl}", " ");
            data.append(' ').append(name).append("=\"");
            data.append(plain.replaceAll("([\"\\\\\\]])", "\\\\$1")).append('"');
        }
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always writable", impossible);
        }
    }

    /** Returns a header field: printable ASCII without spaces, or a hyphen if empty. */
    private static String ascii(String text, int most) {
        String printable = text.replaceAll("[^!-~]", "");
        String cut = printable.substring(0, Math.min(most, printable.length()));
        return cut.isEmpty() ? "-" : cut;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
