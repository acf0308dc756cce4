package io.rollcall.server.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredRoleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:jotform_user_role",
                "urn:okta:acme:1.0:user:custom:jotformUserRole",
                "jotform_user_roles",
                "jotfrom_user_role",
                "jotform-user_rol",
                "name.JOTFORM_USER_ROLE",
                "userRole",
                "urn:example:2.0:User.role"
            })
    void recognizesTheRoleByItsName(String member) {
        assertThat(IgnoredRole.isLikeRole(member, "jotform_user_role")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shoeSize", "urn:example:role:2.0:User", "jotform", "roleModel", "", "emails.foo", "user:"})
    void leavesOtherMembersAlone(String member) {
        assertThat(IgnoredRole.isLikeRole(member, "jotform_user_role")).isFalse();
    }
}
