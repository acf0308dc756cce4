package io.rollcall.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recorder of settings changed since the last start on this host, or on a new host, since the last start of any server. For a
 * secret only the fact of the change is recorded, detected by a slow salted hash.
 */
@Singleton
public final class ConfigurationChanges {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "configuration/";

    /** Retention of a host's settings; containers often get a new host name at each start. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;
    private final Audit audit;
    private final AuditMarks marks;
    private final Clock clock;
    private final Origin origin;

    @Inject
    public ConfigurationChanges(Database database, Audit audit, AuditMarks marks, Clock clock, Origin origin) {
        this.database = database;
        this.audit = audit;
        this.marks = marks;
        this.clock = clock;
        this.origin = origin;
        database.register(MarkMapper.class);
    }

    /** Records the settings changed since the last start; at the first start, those that differ from their defaults. */
    public void record(Settings settings) {
        String name = PREFIX + origin.host();
        Optional<ObjectNode> last = marks.find(name)
                .or(() -> database.read(tx -> tx.mapper(MarkMapper.class).newest(PREFIX)))
                .flatMap(ConfigurationChanges::read);
        SecretFingerprints secrets = SecretFingerprints.of(last);
        ObjectNode now = secrets.start();
        settings.values().forEach((key, value) -> now.put(key, stored(secrets, key, value)));
        ObjectNode before = last.orElseGet(() -> {
            ObjectNode defaults = secrets.start();
            Settings.defaultValues().forEach((key, value) -> defaults.put(key, stored(secrets, key, value)));
            return defaults;
        });
        ObjectNode changes = changes(before, now, settings.values());
        database.write(tx -> {
            if (!changes.isEmpty()) {
                audit.record(
                        tx,
                        AuditEvent.of(AuditKind.CONFIGURATION_CHANGED, Actor.system(), origin.host())
                                .with(changes.toString()));
            }
            marks.put(tx, name, now.toString());
            tx.mapper(MarkMapper.class).prune(PREFIX, clock.instant().minus(KEPT));
            return now;
        });
    }

    private static String stored(SecretFingerprints secrets, String key, String value) {
        return Settings.isSecret(key, value) && !value.isEmpty() ? secrets.of(value) : value;
    }

    private static ObjectNode changes(ObjectNode before, ObjectNode now, Map<String, String> values) {
        ObjectNode changes = JSON.createObjectNode();
        Set<String> keys = new TreeSet<>(values.keySet());
        before.fieldNames().forEachRemaining(keys::add);
        keys.remove(SecretFingerprints.SALT);
        for (String key : keys) {
            JsonNode old = before.path(key);
            JsonNode present = now.path(key);
            if (old.equals(present)) {
                continue;
            }
            if (SecretFingerprints.isOne(old.asText()) || SecretFingerprints.isOne(present.asText())) {
                changes.put(key, "changed");
            } else {
                ObjectNode change = changes.putObject(key);
                put(change, "before", old);
                put(change, "after", present);
            }
        }
        return changes;
    }

    private static void put(ObjectNode change, String side, JsonNode value) {
        if (!value.isMissingNode()) {
            change.set(side, value);
        }
    }

    private static Optional<ObjectNode> read(String stored) {
        try {
            return JSON.readTree(stored) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }
}
