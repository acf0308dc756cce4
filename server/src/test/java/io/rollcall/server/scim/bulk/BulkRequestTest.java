package io.rollcall.server.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.scim.TestJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import jakarta.ws.rs.ClientErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests are refused before anything of them is done (RFC 7644 sections 3.7 and 3.7.4). */
class BulkRequestTest {
    private static final String OPERATION = "{'method':'DELETE','path':'/Users/1'}";

    @Test
    void readsMemberNamesInAnyCase() {
        BulkRequest request = read("{'SCHEMAS':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'failonerrors':2,"
                + "'operations':[{'Method':'PUT','PATH':'/Users/1','BulkID':'b','Version':'W/\\\"1\\\"','Data':{}}]}");

        assertThat(request.failOnErrors()).isEqualTo(2);
        BulkOperation operation = request.operations().get(0);
        assertThat(operation.method()).isEqualTo("PUT");
        assertThat(operation.path()).isEqualTo("/Users/1");
        assertThat(operation.bulkId()).contains("b");
        assertThat(operation.version()).contains("W/\"1\"");
        assertThat(operation.data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Operations':[]}",
                "{'Operations':{}}",
                "{'Operations':null}",
                "{'Operations':['DELETE /Users/1']}",
                "{'Operations':[{'method':1,'path':'/Users/1'}]}",
                "{'Operations':[{'method':'DELETE','path':['/Users/1']}]}",
                "{'Operations':[{'method':'DELETE','path':'/Users/1','bulkId':7}]}",
                "{'Operations':[{'method':'DELETE','path':'/Users/1','version':1}]}",
                "{'Operations':[{'method':'DELETE','Method':'POST','path':'/Users/1'}]}",
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{}]}",
                "{'failOnErrors':-1,'Operations':[{}]}",
                "{'failOnErrors':1.5,'Operations':[{}]}",
                "{'failOnErrors':'1','Operations':[{}]}",
                "{'failOnErrors':99999999999,'Operations':[{}]}",
            })
    void refusesAMalformedRequest(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ScimProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'failOnErrors':0,", "'failOnErrors':null,", "'FailOnErrors':0,", ""})
    void hasNoLimitOfErrorsWhereTheClientSetsNone(String limit) {
        assertThat(read("{" + limit + "'Operations':[" + OPERATION + "]}").failOnErrors())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void saysWhichOperationIsMalformed() {
        assertThatThrownBy(() -> read("{'Operations':[" + OPERATION + ",5]}"))
                .hasMessage("In operation 2: each element of Operations must be an object.");
    }

    @Test
    void namesTheLimitThatARequestExceeds() {
        String body = "{'Operations':[" + OPERATION + "," + OPERATION + "," + OPERATION + "]}";

        assertThatThrownBy(() -> BulkRequest.read(TestJson.json(body), 2))
                .hasMessageContaining("3 operations")
                .hasMessageContaining("(maxOperations) is 2")
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(413));
        assertThat(BulkRequest.read(TestJson.json(body), 3).operations()).hasSize(3);
    }

    private static BulkRequest read(String body) {
        return BulkRequest.read(TestJson.json(body), 10);
    }
}
