package io.rollcall.reliability.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.StringConverter;

/**
 * Debezium's connector with the configuration of docs/kafka.md, without Kafka: messages are kept in memory, as the configured
 * converters write them. Its position and its history of the schema are files instead of topics.
 */
final class OutboxConnector implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONFIGURATION = "/outbox-connector.json";
    private static final long TIMEOUT_SECONDS = 60;

    private final StringConverter converter = new StringConverter();
    private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

    /** Message for Kafka. @param data hash of its value, which is JSON @param time its timestamp in milliseconds */
    record Message(
            String topic,
            String key,
            String id,
            String type,
            String version,
            String organization,
            int data,
            long time) {}

    private OutboxConnector(Properties properties) {
        converter.configure(Map.of(), false);
        engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .using((success, message, error) -> {
                    if (!success) {
                        failure.set(message + (error == null ? "" : ": " + error));
                    }
                })
                .notifying(event -> take(event.value()))
                .build();
    }

    /**
     * Starts it, or continues where the former one in the folder ended.
     *
     * @param without name of an option that is left out
     */
    static OutboxConnector start(Path folder, int port, String without) throws IOException {
        Properties properties = properties();
        properties.remove(without);
        properties.putAll(Map.of(
                "name", "rollcall-outbox",
                "database.hostname", "127.0.0.1",
                "database.port", Integer.toString(port),
                "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "offset.storage.file.filename", folder.resolve("offsets").toString(),
                "offset.flush.interval.ms", "1000",
                "schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory",
                "schema.history.internal.file.filename",
                        folder.resolve("history").toString()));
        OutboxConnector connector = new OutboxConnector(properties);
        connector.thread.execute(connector.engine);
        return connector;
    }

    /** Returns the configuration of docs/kafka.md, without the converters of Kafka Connect, which this class calls. */
    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (InputStream text = OutboxConnector.class.getResourceAsStream(CONFIGURATION)) {
            JsonNode config = JSON.readTree(text).path("config");
            config.fieldNames()
                    .forEachRemaining(
                            name -> properties.put(name, config.path(name).asText()));
        }
        for (String part : List.of("key.converter", "value.converter")) {
            if (!properties.remove(part).equals(StringConverter.class.getName())) {
                throw new IllegalStateException(part + " is not the one of this class");
            }
        }
        return properties;
    }

    private void take(SourceRecord message) {
        String value = text(message.topic(), message.valueSchema(), message.value());
        try {
            messages.add(new Message(
                    message.topic(),
                    text(message.topic(), message.keySchema(), message.key()),
                    header(message, "id"),
                    header(message, "type"),
                    header(message, "version"),
                    header(message, "organization"),
                    JSON.readTree(value).hashCode(),
                    message.timestamp()));
        } catch (IOException malformed) {
            throw new IllegalStateException(value, malformed);
        }
    }

    private String text(String topic, org.apache.kafka.connect.data.Schema schema, Object value) {
        return new String(converter.fromConnectData(topic, schema, value), StandardCharsets.UTF_8);
    }

    private static String header(SourceRecord message, String name) {
        return String.valueOf(message.headers().lastWithName(name).value());
    }

    /** Returns the messages in the order in which Kafka would get them. */
    List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /** Returns the reason for which it has stopped by itself; empty if it has not. */
    String failure() {
        return failure.get();
    }

    /** Stops it; its position is stored. */
    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdown();
        try {
            thread.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
