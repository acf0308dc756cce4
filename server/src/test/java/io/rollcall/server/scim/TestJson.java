package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** JSON as tests write it: in Java with single quotes, or in files under the test resources. */
public final class TestJson {
    private TestJson() {}

    public static ObjectNode json(String singleQuoted) {
        return new ScimJson().read(singleQuoted.replace('\'', '"'));
    }

    public static ObjectNode file(String name) {
        try (InputStream file = TestJson.class.getResourceAsStream("/" + name)) {
            return new ScimJson().read(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
