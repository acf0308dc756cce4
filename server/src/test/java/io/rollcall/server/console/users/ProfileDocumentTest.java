package io.rollcall.server.console.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfileDocumentTest {
    @Test
    void listsEachValueWithItsPath() {
        ProfileDocument document = ProfileDocument.read("""
                {"schemas":["s"],"userName":"jane","active":true,"name":{"givenName":"Jane"},
                 "emails":[{"value":"a@x"},{"value":"b@x","primary":true}],"title":null,
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R&D"}}""");
        assertThat(document.lines())
                .containsExactly(
                        new ProfileLine("userName", "jane"),
                        new ProfileLine("active", "true"),
                        new ProfileLine("name.givenName", "Jane"),
                        new ProfileLine("emails[0].value", "a@x"),
                        new ProfileLine("emails[1].value", "b@x"),
                        new ProfileLine("emails[1].primary", "true"),
                        new ProfileLine(
                                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "R&D"));
    }
}
