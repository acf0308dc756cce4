package io.rollcall.server.audit.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages are as RFC 5424 wants them, and never longer than receivers take. */
class SyslogMessagesTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.120Z");
    private static final UUID ID = UUID.fromString("019caa00-0000-7000-8000-000000000001");

    private static SyslogMessages messages(String host, int maxBytes) {
        return new SyslogMessages(
                new SyslogConfig(
                        SyslogConfig.Transport.TCP, "localhost", 601, Optional.empty(), 13, "rollcall@32473", maxBytes),
                host);
    }

    private static AuditEntry.Chained entry(AuditEntry.Outcome outcome, String name, String subject, String detail) {
        return new AuditEntry.Chained(
                7,
                new AuditEntry(
                        ID,
                        AT,
                        AuditKind.ADMINISTRATOR_PASSWORD_CHANGED,
                        outcome,
                        new Actor(Actor.Kind.ADMINISTRATOR, name, "203.0.113.7", name, "0123456789abcdef"),
                        new Origin("", ""),
                        Optional.of(new OrganizationId(3)),
                        "acme",
                        subject,
                        detail));
    }

    private static String text(SyslogMessages messages, AuditEntry.Chained entry) {
        byte[] message = messages.of(entry);
        return new String(message, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String message) {
        try {
            return new JsonMapper().readTree(message.substring(message.indexOf("] {") + 2));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(message, malformed);
        }
    }

    @Test
    void hasPriorityTimeHostKindStructuredDataAndJson() {
        String message = text(messages("node-1", 8_192), entry(AuditEntry.Outcome.SUCCEEDED, "jane", "jane", "{}"));
        assertThat(message)
                .startsWith("<109>1 2026-03-01T10:15:30.120Z node-1 rollcall - administrator.password-changed"
                        + " [rollcall@32473 position=\"7\" id=\"" + ID + "\" outcome=\"succeeded\" actor=\"jane\""
                        + " address=\"203.0.113.7\" organization=\"acme\"] {\"position\":7,");
        assertThat(json(message).path("organizationId").asLong()).isEqualTo(3);
    }

    @Test
    void warnsOfWhatFailed() {
        assertThat(text(messages("node-1", 8_192), entry(AuditEntry.Outcome.FAILED, "jane", "jane", "{}")))
                .startsWith("<108>1 ");
    }

    @Test
    void putsNothingButPrintableCharactersIntoTheHead() {
        assertThat(text(messages("my höst \n", 8_192), entry(AuditEntry.Outcome.SUCCEEDED, "jane", "jane", "{}")))
                .contains("Z myhst rollcall");
        assertThat(text(messages("", 8_192), entry(AuditEntry.Outcome.SUCCEEDED, "jane", "jane", "{}")))
                .contains("Z - rollcall");
    }

    @Test
    void aNameCannotForgeStructuredDataOrAnotherLine() {
        String message = text(
                messages("node-1", 8_192), entry(AuditEntry.Outcome.SUCCEEDED, "a\"] [x@1 b=\"\\\n<0>1", "", "{}"));
        assertThat(message).contains("actor=\"a\\\"\\] [x@1 b=\\\"\\\\ <0>1\"").doesNotContain("\n");
        assertThat(json(message).path("actor").path("name").asText()).isEqualTo("a\"] [x@1 b=\"\\\n<0>1");
    }

    @Test
    void leavesTheDetailOutOfAMessageThatIsTooLong() {
        AuditEntry.Chained entry =
                entry(AuditEntry.Outcome.SUCCEEDED, "jane", "jane", "{\"x\":\"" + "y".repeat(3_000) + "\"}");
        String message = text(messages("node-1", 2_048), entry);
        assertThat(message.length()).isLessThanOrEqualTo(2_048);
        assertThat(json(message).path("detail").path("omittedCharacters").asInt())
                .isEqualTo(3_008);
        assertThat(json(message).path("subject").asText()).isEqualTo("jane");
        assertThat(text(messages("node-1", 8_192), entry)).contains("yyy");
    }

    @Test
    void isNeverLongerThanReceiversTake() {
        AuditEntry.Chained entry =
                entry(AuditEntry.Outcome.SUCCEEDED, "😀".repeat(255), "\u0001".repeat(512), "{\"a\":1}");
        byte[] message = messages("h".repeat(300), 2_048).of(entry);
        assertThat(message.length).isLessThanOrEqualTo(2_048);
        JsonNode json = json(new String(message, StandardCharsets.UTF_8));
        assertThat(json.path("id").asText()).isEqualTo(ID.toString());
        assertThat(json.path("omitted").asBoolean()).isTrue();
    }
}
