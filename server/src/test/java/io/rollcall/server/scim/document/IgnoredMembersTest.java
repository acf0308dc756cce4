package io.rollcall.server.scim.document;

import static io.rollcall.server.scim.TestJson.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.scim.scimple.TestSchemas;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** Members of a body that no schema knows where they stand. */
class IgnoredMembersTest {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final DocumentReader reader = new DocumentReader(TestSchemas.user());

    @Test
    void areNamedWhereverTheyStand() {
        assertIgnored("'shoeSize':44,'name':{'pet':'x'},'urn:example:x':{'a':1},'ENTERPRISE':{'jotform_user_role':'a'},"
                        + "'emails':[{'value':'a@x','foo':1},{'value':'b@x','foo':2}],'diplayName':'J','CORE:pet':1,"
                        + "'urn:ietf:params:scim:schemas:extension:enterprize:2.0:User':{'department':'D'}")
                .isEqualTo("shoeSize, urn:example:x, " + ENTERPRISE + ":jotform_user_role, diplayName, " + CORE
                        + ":pet, urn:ietf:params:scim:schemas:extension:enterprize:2.0:User, name.pet, emails.foo");
    }

    @Test
    void areNotWhatTheServerSetsNorWhatSaysNothing() {
        assertIgnored("'id':'5','meta':{'version':'1'},'groups':[{'value':'g'}],'password':'x','pet':null,'cat':''"
                        + ",'name':{'pet':[]},'ENTERPRISE':{'manager':{'value':'7','displayName':'x'}}")
                .isEmpty();
    }

    @Test
    void areBoundedInNumberAndLengthAndShowNoMarkup() {
        String many = IntStream.range(0, 30).mapToObj(n -> "'a" + n + "':1").collect(joining(","));
        assertIgnored(many).endsWith("a19, and 10 more");
        assertIgnored("'" + "x".repeat(900) + "':1").hasSize(IgnoredMembers.MAX_LENGTH);
        assertIgnored("'a\\nb,c\u202ed':1").isEqualTo("a?b?c?d");
    }

    private AbstractStringAssert<?> assertIgnored(String members) {
        return assertThat(reader.read(json(body(members))).ignored());
    }

    private static String body(String members) {
        return "{'userName':'jane'," + members.replace("'CORE", "'" + CORE).replace("'ENTERPRISE", "'" + ENTERPRISE)
                + "}";
    }
}
