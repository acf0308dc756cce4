package io.rollcall.server.users.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.users.query.Operand.Member;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Terms hold the hash of each value and the texts that are searched by their parts, each once. */
class SearchTermsTest {
    private static final Member TITLE = Member.of("title");
    private static final Member CITY = Member.of("addresses", "locality");

    @Test
    void holdEachValueUnderItsAttribute() {
        String terms = terms("""
                {"schemas": ["s"], "title": "boss", "active": true, "addresses": [{"locality": "a"}, {"locality": "b"}]}""");
        assertThat(terms).contains(text(SearchTerms.equal(TITLE, "boss")), text(SearchTerms.equal(CITY, "b")));
        assertThat(terms).doesNotContain(text(SearchTerms.equal(CITY, "boss")));
        assertThat(terms).hasSize(3 * Integer.BYTES);
    }

    @Test
    void holdATextOnceThoughSeveralAttributesHaveIt() {
        String terms = terms("""
                {"userName": "doe@x.test", "displayName": "jane doe", "name": {"familyName": "doe", "givenName": "jane"},
                 "emails": [{"value": "doe@x.test"}]}""");
        assertThat(terms).endsWith("\0doe@x.test\0jane doe").hasSize(4 * Integer.BYTES + 20);
    }

    @Test
    void areNotKeptIfTheyAreTooLong() {
        assertThat(SearchTerms.of("{\"displayName\": \"" + "x".repeat(SearchTerms.MAX_LENGTH - 5) + "\"}"))
                .isPresent();
        assertThat(SearchTerms.of("{\"displayName\": \"" + "x".repeat(SearchTerms.MAX_LENGTH - 4) + "\"}"))
                .isEmpty();
    }

    @Test
    void areThereForNoValueThatTheyCannotTell() {
        assertThat(SearchTerms.equal(TITLE, "")).isEmpty();
        assertThat(SearchTerms.equal(Member.of("schemas"), "s")).isEmpty();
        assertThat(SearchTerms.part(TITLE, "b")).isEmpty();
        assertThat(SearchTerms.part(Member.of("displayName"), "b")).hasValue(new byte[] {'b'});
    }

    private static String terms(String json) {
        return text(SearchTerms.of(json));
    }

    /** Byte by byte. */
    private static String text(Optional<byte[]> bytes) {
        return new String(bytes.orElseThrow(), StandardCharsets.ISO_8859_1);
    }
}
