package io.rollcall.server.scim.scimple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Optional;
import org.apache.directory.scim.spec.schema.Meta;
import org.junit.jupiter.api.Test;

/** The operations on Users as SCIMple's types carry them: what comes back is a resource of SCIMple's. */
class UserOperationsIT {
    private static final String BASE_URL = "https://acme.example.com/API/enterprise/scim";

    private final UserOperations users =
            TestServer.shared().component(ScimApplication.class).users();
    private final ScimCaller caller = callerOf(TestOrganization.create());

    private static ScimCaller callerOf(TestOrganization organization) {
        return new ScimCaller(organization.organization().id(), BASE_URL, Actor.system());
    }

    @Test
    void returnsResourcesWithScimplesIdAndMeta() {
        StoredUser created = users.create(caller, user("babs"));
        ProvisionedUser got = users.get(caller, created.getId());
        Meta meta = got.getMeta();
        assertThat(got.getId()).isEqualTo(created.getId());
        assertThat(got.getResourceType()).isEqualTo("User");
        assertThat(meta.getResourceType()).isEqualTo("User");
        assertThat(meta.getLocation()).isEqualTo(BASE_URL + "/Users/" + got.getId());
        assertThat(meta.getVersion()).isEqualTo("W/\"1\"");
        assertThat(meta.getCreated()).isEqualTo(meta.getLastModified());
        assertThat(created.json().at("/name/familyName").asText()).isEqualTo("Jensen");
    }

    @Test
    void returnsScimplesPages() {
        List.of("anna", "bert", "carl").forEach(name -> users.create(caller, user(name)));
        UserPage page = users.find(caller, search("{'count':2,'startIndex':2,'sortBy':'userName'}"));
        assertThat(page.getTotalResults()).isEqualTo(3);
        assertThat(page.getPageRequest().getStartIndex()).isEqualTo(2);
        assertThat(page.getResources()).hasSize(2).hasSameElementsAs(page.users());
        UserPage found = users.find(caller, search("{'filter':'userName eq \\'BERT\\''}"));
        assertThat(found.users())
                .singleElement()
                .matches(user -> user.json().path("userName").asText().equals("bert"));
    }

    @Test
    void checksTheVersionThatTheCallerSaw() {
        String id = users.create(caller, user("anna")).getId();
        EntityTags other = EntityTags.ifMatch(Optional.of("W/\"7\""));
        ObjectNode patch = TestJson.json("{'Operations':[{'op':'replace','path':'title','value':'Guide'}]}");
        assertThatThrownBy(() -> users.patch(caller, id, patch, other)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> users.replace(caller, id, user("anne"), other)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> users.delete(caller, id, other)).isInstanceOf(Refusal.class);
        assertThat(users.get(caller, id).entityTag()).isEqualTo("W/\"1\"");
    }

    @Test
    void keepsOrganizationsApart() {
        String id = users.create(caller, user("anna")).getId();
        ScimCaller other = callerOf(TestOrganization.create());
        assertThat(users.find(other, search("{}")).getTotalResults()).isZero();
        assertThatThrownBy(() -> users.get(other, id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> users.delete(other, id, EntityTags.none())).isInstanceOf(Refusal.class);
        assertThat(users.get(caller, id)).isNotNull();
    }

    private static SearchRequest search(String body) {
        return SearchRequest.ofBody(TestJson.json(body));
    }

    private static ObjectNode user(String name) {
        return TestJson.json("{'userName':'%s','name':{'familyName':'Jensen'},'active':true}".formatted(name));
    }
}
