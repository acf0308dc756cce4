package io.rollcall.server.scim.document;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** Attributes of extensions as clients name them: with a URN, behind a dot, without a URN. */
class ExtensionNamesTest {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final DocumentReader reader = new DocumentReader(TestSchemas.user());

    @Test
    void ofOneExtensionReadWithoutItsUrn() {
        assertRead("{'userName':'jane','department':'Sales','Manager':{'value':'7'}}")
                .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                        + "'ENTERPRISE':{'department':'Sales','manager':{'value':'7'}}}");
        assertRead("{'userName':'jane','manager.value':'7','ENTERPRISE.department':'Sales'}")
                .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                        + "'ENTERPRISE':{'department':'Sales','manager':{'value':'7'}}}");
    }

    @Test
    void ofAnExtensionGiveWayWithoutTheirUrnToThoseWithIt() {
        WrittenDocument written =
                read("{'manager':'1','userName':'jane','ENTERPRISE':{'manager':{'value':'2'}},'department':'D'}");
        assertThat(written.document().path(ENTERPRISE)).isEqualTo(json("{'manager':{'value':'2'},'department':'D'}"));
        assertThat(written.ignored()).isEqualTo("manager");
        assertRefused(Type.INVALID_SYNTAX, "{'userName':'jane','manager':'1','Manager':'2'}")
                .contains("manager");
    }

    @Test
    void ofAReferenceHaveAnAddressOfOurs() {
        assertRead("{'userName':'jane','manager':{'value':'7','$ref':'http://h/scim/Users/7'}}")
                .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                        + "'ENTERPRISE':{'manager':{'value':'7','$ref':'../Users/7'}}}");
        assertRead("{'userName':'jane','manager':{'value':'7','$ref':'http://h/people/8'}}")
                .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                        + "'ENTERPRISE':{'manager':{'value':'7','$ref':'http://h/people/8'}}}");
    }

    private WrittenDocument read(String body) {
        return reader.read(json(named(body)));
    }

    private Read assertRead(String body) {
        return new Read(read(body).document());
    }

    private AbstractStringAssert<?> assertRefused(Type type, String body) {
        ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> read(body));
        assertThat(problem).as("the refusal of %s", body).isNotNull();
        assertThat(problem.type()).isEqualTo(type);
        return assertThat(problem.getMessage());
    }

    private static String named(String body) {
        return body.replace("'CORE", "'" + CORE).replace("'ENTERPRISE", "'" + ENTERPRISE);
    }

    /** A document read, to be compared as JSON. */
    private record Read(ObjectNode document) {
        void isEqualTo(String expected) {
            assertThat(document).isEqualTo(json(named(expected)));
        }
    }
}
