package io.rollcall.server.scim.scimple.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** List responses have the members of RFC 7644 section 3.4.2 and RFC 9865 section 2. */
class ListDocumentTest {
    private static final ObjectNode ADA = JsonNodeFactory.instance.objectNode().put("id", "1");

    @Test
    void countsWhatIsOnThePageApartFromTheTotal() {
        assertThat(ListDocument.page(250, 101, List.of(ADA)).json()).hasToString("""
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":250,\
                        "startIndex":101,"itemsPerPage":1,"Resources":[{"id":"1"}]}""");
    }

    @Test
    void carriesResourcesEvenWhenThereAreNone() {
        assertThat(ListDocument.all(List.of()).json()).hasToString("""
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,\
                        "startIndex":1,"itemsPerPage":0,"Resources":[]}""");
    }

    @Test
    void carriesCursorsInsteadOfAnIndex() {
        assertThat(ListDocument.page(250, Optional.empty(), Optional.of("b2"), List.of(ADA))
                        .json())
                .hasToString("""
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":250,\
                        "itemsPerPage":1,"nextCursor":"b2","Resources":[{"id":"1"}]}""");
        assertThat(ListDocument.page(250, Optional.of("a1"), Optional.empty(), List.of(ADA))
                        .json()
                        .fieldNames())
                .toIterable()
                .contains("previousCursor")
                .doesNotContain("nextCursor");
    }
}
