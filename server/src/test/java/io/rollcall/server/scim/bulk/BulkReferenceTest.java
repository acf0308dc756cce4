package io.rollcall.server.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.scim.TestJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bulkId:x} stands for an id (RFC 7644 section 3.7.2). */
class BulkReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "bulkId:qwerty,<qwerty>",
        "/Users/bulkId:qwerty,/Users/<qwerty>",
        "https://acme.example/v2/Users/bulkId:a b:c,https://acme.example/v2/Users/<a b:c>",
        "bulkId:,bulkId:",
        "bulkid:a,bulkid:a",
        "a bulkId:b,a bulkId:b",
        "xbulkId:b,xbulkId:b",
        "/Users/bulkId:a/b,/Users/bulkId:a/b",
    })
    void replacesAWholeTextOrThePartAfterTheLastSlash(String text, String resolved) {
        assertThat(BulkReference.resolve(text, bulkId -> "<" + bulkId + ">")).isEqualTo(resolved);
    }

    @Test
    void replacesAtEveryDepthAndLeavesTheDataAlone() {
        var data = TestJson.json("{'a':'bulkId:1','n':1,'t':true,'z':null,'m':[{'value':'bulkId:2'},['bulkId:3']]}");
        var before = data.deepCopy();

        assertThat(BulkReference.resolve(data, bulkId -> bulkId + bulkId))
                .isEqualTo(TestJson.json("{'a':'11','n':1,'t':true,'z':null,'m':[{'value':'22'},['33']]}"));
        assertThat(data).isEqualTo(before);
    }

    @Test
    void findsReferencesInPathAndData() {
        BulkOperation operation = BulkOperation.read(
                TestJson.json("{'method':'PUT','path':'/Users/bulkId:p','data':{'x':{'y':'bulkId:d'}}}"));

        assertThat(BulkReference.in(operation)).containsExactly("p", "d");
    }
}
