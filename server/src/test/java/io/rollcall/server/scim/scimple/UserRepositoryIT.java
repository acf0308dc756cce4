package io.rollcall.server.scim.scimple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterBuilder;
import org.apache.directory.scim.spec.filter.FilterParseException;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortOrder;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.filter.attribute.AttributeReference;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.patch.PatchOperation.Type;
import org.apache.directory.scim.spec.patch.PatchOperationPath;
import org.apache.directory.scim.spec.resources.Email;
import org.apache.directory.scim.spec.resources.Name;
import org.junit.jupiter.api.Test;

/** Code that knows SCIMple's {@code Repository} and its types alone can do with Users what it may. */
class UserRepositoryIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE_URL = "https://acme.example.com/API/enterprise/scim";
    private static final PageRequest ALL = new PageRequest();

    private final Repository<UserDocument> users = repositoryOf(TestOrganization.create());

    private static Repository<UserDocument> repositoryOf(TestOrganization organization) {
        ScimApplication scim = TestServer.shared().component(ScimApplication.class);
        return scim.users(new ScimCaller(organization.organization().id(), BASE_URL, Actor.system()));
    }

    @Test
    void createsAndGets() throws ResourceException {
        UserDocument created =
                users.create(user("{'userName':'babs','name':{'familyName':'Jensen'},'externalId':'e'}"));
        UserDocument got = users.get(created.getId());
        assertThat(got.json()).isEqualTo(created.json());
        assertThat(got.json().at("/name/familyName").asText()).isEqualTo("Jensen");
        assertThat(got.getExternalId()).isEqualTo("e");
        assertThat(got.getMeta().getResourceType()).isEqualTo("User");
        assertThat(got.getMeta().getLocation()).isEqualTo(BASE_URL + "/Users/" + got.getId());
        assertThat(got.getMeta().getVersion()).isEqualTo("W/\"1\"");
        assertThat(got.getMeta().getCreated()).isEqualTo(got.getMeta().getLastModified());
    }

    @Test
    void findsWhatAFilterSelects() throws Exception {
        create("anna", "bert", "carl", "dora");
        assertThat(names(find(new Filter("userName eq \"BERT\"")))).containsExactly("bert");
        assertThat(names(find(new Filter("emails[type eq \"work\" and value sw \"carl\"]"))))
                .containsExactly("carl");
        assertThat(names(find(FilterBuilder.create().present("emails").build())))
                .hasSize(4);
        assertThat(find(null).getTotalResults()).isEqualTo(4);
    }

    @Test
    void findsWhatAFilterBuiltOfPartsSelects() throws Exception {
        create("anna", "bert", "carl", "dora");
        Filter either = FilterBuilder.create()
                .or(left -> left.equalTo("userName", "anna"), right -> right.equalTo("userName", "bert"))
                .and(both -> both.equalTo("active", true))
                .build();
        assertThat(names(find(either))).containsExactlyInAnyOrder("anna", "bert");
        Filter neither = FilterBuilder.create().not(either).build();
        assertThat(names(find(neither))).containsExactlyInAnyOrder("carl", "dora");
        Filter recent = FilterBuilder.create()
                .greaterThan("meta.created", LocalDateTime.of(2020, 1, 1, 0, 0))
                .build();
        assertThat(find(recent).getTotalResults()).isEqualTo(4);
    }

    @Test
    void findsValuesWithLettersOfAllKinds() throws Exception {
        users.create(user("{'userName':'José \\\\ O\\u0027Neil/ß'}"));
        Filter filter =
                FilterBuilder.create().equalTo("userName", "josé \\ o'neil/ß").build();
        assertThat(find(filter).getTotalResults()).isEqualTo(1);
    }

    @Test
    void sortsAndPages() throws Exception {
        create("anna", "bert", "carl", "dora");
        SortRequest descending = new SortRequest();
        descending.setSortBy(new AttributeReference("name.familyName"));
        descending.setSortOrder(SortOrder.DESCENDING);
        FilterResponse<UserDocument> page =
                users.find(null, new PageRequest().setStartIndex(2).setCount(2), descending);
        assertThat(names(page)).containsExactly("carl", "bert");
        assertThat(page.getTotalResults()).isEqualTo(4);
        assertThat(page.getPageRequest().getStartIndex()).isEqualTo(2);
        SortRequest byDepartment = new SortRequest();
        byDepartment.setSortBy(
                new AttributeReference("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "department"));
        assertThat(names(users.find(null, ALL, byDepartment))).hasSize(4);
    }

    @Test
    void answersWithAPageEvenWhereNoneWasAskedFor() throws Exception {
        create("anna");
        FilterResponse<UserDocument> page = users.find(null, null, null);
        assertThat(page.getPageRequest().getStartIndex()).isEqualTo(1);
        assertThat(page.getResources()).hasSize(1);
    }

    @Test
    void patchesByPathsValuesAndModelObjects() throws Exception {
        String id = create("anna").get(0).getId();
        UserDocument patched = users.patch(
                id,
                null,
                List.of(
                        operation(Type.REPLACE, "name.givenName", "Annabel"),
                        operation(Type.REPLACE, "emails[type eq \"work\"].value", "new@example.com"),
                        operation(Type.ADD, "emails", List.of(home())),
                        operation(Type.ADD, null, Map.of("title", "Guide", "jotform_user_role", "admin")),
                        operation(Type.REPLACE, "name", new Name().setFamilyName("Smith")),
                        operation(
                                Type.ADD,
                                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                                "Tours"),
                        operation(Type.REMOVE, "displayName", null)),
                Set.of(),
                Set.of());
        ObjectNode json = patched.json();
        assertThat(json.path("name").path("givenName").asText()).isEqualTo("Annabel");
        assertThat(json.path("name").path("familyName").asText()).isEqualTo("Smith");
        assertThat(json.path("emails").findValuesAsText("value"))
                .containsExactly("new@example.com", "home@example.com");
        assertThat(json.path("emails").findValuesAsText("type")).containsExactly("work", "home");
        assertThat(json.path("title").asText()).isEqualTo("Guide");
        assertThat(json.path("jotform_user_role").asText()).isEqualTo("admin");
        assertThat(json.has("displayName")).isFalse();
        assertThat(users.get(id).json()).isEqualTo(json);
    }

    @Test
    void updatesAndDeletes() throws ResourceException {
        String id = create("anna").get(0).getId();
        UserDocument updated = users.update(id, "W/\"1\"", user("{'userName':'anne'}"), Set.of(), Set.of());
        assertThat(updated.json().path("userName").asText()).isEqualTo("anne");
        assertThat(updated.json().has("name")).isFalse();
        assertThat(updated.getMeta().getVersion()).isEqualTo("W/\"2\"");
        users.delete(id);
        assertThatThrownBy(() -> users.get(id)).isInstanceOf(Refusal.class).hasMessageContaining(id);
    }

    @Test
    void mindsTheVersionThatTheCallerSaw() {
        String id = create("anna").get(0).getId();
        List<PatchOperation> change = List.of(operation(Type.REPLACE, "title", "Guide"));
        assertThatThrownBy(() -> users.patch(id, "W/\"7\"", change, Set.of(), Set.of()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> users.update(id, "W/\"7\"", user("{'userName':'x'}"), Set.of(), Set.of()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void seesNothingOfOtherOrganizations() throws ResourceException {
        String id = create("anna").get(0).getId();
        Repository<UserDocument> others = repositoryOf(TestOrganization.create());
        assertThat(others.find(null, ALL, null).getTotalResults()).isZero();
        assertThatThrownBy(() -> others.get(id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> others.delete(id)).isInstanceOf(Refusal.class);
        assertThat(users.get(id)).isNotNull();
    }

    private List<UserDocument> create(String... names) {
        return List.of(names).stream()
                .map(name -> user("{'userName':'%s','displayName':'D','name':{'familyName':'%s','givenName':'G'},"
                                .formatted(name, name)
                        + "'active':true,'emails':[{'type':'work','value':'%s@example.com'}]}".formatted(name)))
                .map(this::created)
                .toList();
    }

    private UserDocument created(UserDocument user) {
        try {
            return users.create(user);
        } catch (ResourceException failure) {
            throw new AssertionError(failure);
        }
    }

    private FilterResponse<UserDocument> find(Filter filter) throws ResourceException {
        return users.find(filter, ALL, null);
    }

    private static Collection<String> names(FilterResponse<UserDocument> page) {
        return page.getResources().stream()
                .map(user -> user.json().path("userName").asText())
                .toList();
    }

    private static Email home() {
        return new Email().setType("home").setValue("home@example.com");
    }

    private static PatchOperation operation(Type type, String path, Object value) {
        PatchOperation operation = new PatchOperation().setOperation(type).setValue(value);
        try {
            return path == null ? operation : operation.setPath(PatchOperationPath.fromString(path));
        } catch (FilterParseException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static UserDocument user(String json) {
        try {
            return new UserDocument(
                    (ObjectNode) JSON.readTree(json.replace('\'', '"').replace("\\u0027", "'")));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
