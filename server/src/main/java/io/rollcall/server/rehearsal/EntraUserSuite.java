package io.rollcall.server.rehearsal;

import static io.rollcall.server.rehearsal.ScimBodies.ENTERPRISE;
import static io.rollcall.server.rehearsal.ScimBodies.filter;
import static io.rollcall.server.rehearsal.ScimBodies.patch;
import static io.rollcall.server.rehearsal.ScimBodies.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.rehearsal.RehearsalClient.NoResponse;
import io.rollcall.server.rehearsal.RehearsalClient.ScimResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Tests of Microsoft's SCIM validator that are about connections, schemas and users. */
record EntraUserSuite(Stage stage, String roleAttribute) implements Stage.Suite {
    static final String NAME = "Entra";
    static final Map<String, String> HEADERS =
            Map.of("Accept", "application/scim+json", "Content-Type", "application/scim+json; charset=utf-8");

    /** Attributes that Entra's default mapping fills, with their schemas. */
    private static final Set<String> MAPPED = Set.of(
            "username",
            "active",
            "displayname",
            "title",
            "emails",
            "preferredlanguage",
            "name",
            "addresses",
            "phonenumbers",
            "employeenumber",
            "department",
            "manager");

    private static final String CREATE = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"%2$s","userName":"%1$s",\
            "active":true,"emails":[{"primary":true,"type":"work","value":"%1$s"}],"meta":{"resourceType":"User"},\
            "name":{"formatted":"Given Family","familyName":"Family","givenName":"Given"},"roles":[]}""";

    private static final String USER = "Entra user";
    private static final String OTHER = "Entra manager";
    private static final String MANAGER = ENTERPRISE + ":manager";
    private static final String MANAGER_VALUE = "/" + ENTERPRISE + "/manager/value";
    private static final int PAGED = 11;
    private static final int PAGE = 5;

    @Override
    public void run() throws InterruptedException {
        discovery();
        creation();
        updates();
        emptyValues();
        manager();
        lifeCycle();
        step("Paging: startIndex 1, 6 and 11 with count 5", this::pages);
        step("Delete: DELETE removes the user", step -> step.deleteAndExpect(path(USER)));
        step("Delete: the look-up finds nobody", step -> {
            stage.id(USER);
            step.expectTotal(step.get(lookUp("userName", userName("renamed"))), 0);
        });
    }

    private void step(String title, RunningStep.Work work) throws InterruptedException {
        stage.step(NAME, title, HEADERS, work);
    }

    private void discovery() throws InterruptedException {
        step("Test Connection: a search for an unknown user is an empty list", step -> {
            ScimResponse answer = step.get(lookUp("userName", UUID.randomUUID().toString()));
            step.expectTotal(answer, 0);
        });
        step("Schema discovery: /Schemas lists every mapped attribute", step -> {
            ScimResponse answer = step.get("/Schemas");
            step.expectList(answer);
            Set<String> missing = new TreeSet<>(MAPPED);
            missing.add(roleAttribute.toLowerCase(Locale.ROOT));
            answer.at("/Resources").forEach(schema -> schema.path("attributes")
                    .forEach(attribute ->
                            missing.remove(attribute.path("name").asText().toLowerCase(Locale.ROOT))));
            step.expect(missing.isEmpty(), "/Schemas does not list " + String.join(", ", missing) + ".");
            step.expect(!answer.body().contains(":null"), "/Schemas has values that are null.");
        });
        step("Schema discovery: /ServiceProviderConfig announces PATCH and filters", step -> {
            ScimResponse answer = step.get("/ServiceProviderConfig");
            step.expectStatus(answer, 200);
            step.expectValues(answer, Map.of("/patch/supported", "true", "/filter/supported", "true"));
        });
    }

    private void creation() throws InterruptedException {
        String name = userName("entra");
        step("Create: POST creates the user", step -> {
            ScimResponse answer = step.post("/Users", CREATE.formatted(name, externalId()));
            stage.keep(USER, step.created(answer));
            step.expectScimJson(answer);
            step.expectValues(
                    answer,
                    Map.of(
                            "/userName", quoted(name),
                            "/externalId", quoted(externalId()),
                            "/name/formatted", quoted("Given Family"),
                            "/emails/0/value", quoted(name),
                            "/active", "true"));
        });
        step("Create: filters find the user by userName, externalId and work e-mail", step -> {
            step.expectOnly(step.get(lookUp("userName", name)), stage.id(USER), Map.of("/userName", quoted(name)));
            step.expectOnly(
                    step.get(lookUp("externalId", externalId())), stage.id(USER), Map.of("/userName", quoted(name)));
            step.expectOnly(
                    step.get(lookUp("emails[type eq \"work\"].value", name)),
                    stage.id(USER),
                    Map.of("/userName", quoted(name)));
        });
        step("Create: externalId is compared with its case", step -> {
            stage.id(USER);
            step.expectTotal(step.get(lookUp("externalId", externalId().toUpperCase(Locale.ROOT))), 0);
        });
        step("Create: a duplicate is a conflict", step -> {
            stage.id(USER);
            step.expectError(step.post("/Users", CREATE.formatted(name, externalId())), 409);
        });
    }

    private void updates() throws InterruptedException {
        step(
                "Update: Add creates attributes that had no value",
                step -> step.patchAndExpect(
                        path(USER),
                        patch("""
                        {"op":"Add","path":"title","value":"Engineer"},\
                        {"op":"Add","path":"phoneNumbers[type eq \\"work\\"].value","value":"+1 555 0100"},\
                        {"op":"Add","path":"%s:department","value":"Research"}""".formatted(ENTERPRISE)),
                        Map.of(
                                "/title",
                                quoted("Engineer"),
                                "/phoneNumbers/0/value",
                                quoted("+1 555 0100"),
                                "/" + ENTERPRISE + "/department",
                                quoted("Research"))));
        step(
                "Update: Replace changes attributes, one operation for each",
                step -> step.patchAndExpect(
                        path(USER),
                        patch("""
                        {"op":"Replace","path":"name.familyName","value":"Replaced"},\
                        {"op":"Replace","path":"title","value":"Director"},\
                        {"op":"Replace","path":"phoneNumbers[type eq \\"work\\"].value","value":"+1 555 0101"}"""),
                        Map.of(
                                "/name/familyName", quoted("Replaced"),
                                "/title", quoted("Director"),
                                "/phoneNumbers/0/value", quoted("+1 555 0101"))));
        step(
                "Update: one object with dotted keys (aadOptscim062020)",
                step -> step.patchAndExpect(
                        path(USER),
                        patch("""
                        {"op":"replace","value":{"displayName":"Dotted","name.givenName":"Key",\
                        "%s:employeeNumber":"4711"}}""".formatted(ENTERPRISE)),
                        Map.of(
                                "/displayName",
                                quoted("Dotted"),
                                "/name/givenName",
                                quoted("Key"),
                                "/" + ENTERPRISE + "/employeeNumber",
                                quoted("4711"))));
        step("Update: the matching attribute changes, and finds the user", step -> {
            String renamed = userName("renamed");
            step.patchAndExpect(
                    path(USER),
                    patch("{\"op\":\"Replace\",\"path\":\"userName\",\"value\":" + quoted(renamed) + "}"),
                    Map.of("/userName", quoted(renamed)));
            step.expectOnly(step.get(lookUp("userName", renamed)), stage.id(USER), Map.of());
            step.expectTotal(step.get(lookUp("userName", userName("entra"))), 0);
        });
        step("Provision on demand: look up, read, change", step -> {
            step.expectOnly(step.get(lookUp("userName", userName("renamed"))), stage.id(USER), Map.of());
            step.patchAndExpect(
                    path(USER),
                    patch("{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"On Demand\"}"),
                    Map.of("/displayName", quoted("On Demand")));
        });
    }

    private void emptyValues() throws InterruptedException {
        Map<String, String> noTitle = Map.of("/title", RunningStep.ABSENT);
        step(
                "Update: an empty text empties an attribute",
                step -> step.patchAndExpect(
                        path(USER), patch("{\"op\":\"Replace\",\"path\":\"title\",\"value\":\"\"}"), noTitle));
        step("Update: null empties an attribute", step -> {
            step.patchAndExpect(
                    path(USER),
                    patch("{\"op\":\"Add\",\"path\":\"title\",\"value\":\"Again\"}"),
                    Map.of("/title", quoted("Again")));
            step.patchAndExpect(path(USER), patch("{\"op\":\"Replace\",\"path\":\"title\",\"value\":null}"), noTitle);
        });
    }

    private void manager() throws InterruptedException {
        step("Manager: Add sets it", step -> {
            ScimResponse other = step.post(
                    "/Users", CREATE.formatted(userName("manager"), stage.made().name("manager-id")));
            stage.keep(OTHER, step.created(other));
            setManager(step, "Add", stage.id(OTHER));
        });
        step("Manager: Replace changes it", step -> setManager(step, "Replace", stage.id(USER)));
        step(
                "Manager: an empty value removes it",
                step -> step.patchAndExpect(
                        path(USER),
                        patch("{\"op\":\"Replace\",\"path\":\"" + MANAGER + "\",\"value\":\"\"}"),
                        Map.of(MANAGER_VALUE, RunningStep.ABSENT)));
    }

    private void setManager(RunningStep step, String operation, String id) throws NoResponse, InterruptedException {
        step.patchAndExpect(
                path(USER),
                patch("{\"op\":\"%s\",\"path\":\"%s\",\"value\":\"%s\"}".formatted(operation, MANAGER, id)),
                Map.of(MANAGER_VALUE, quoted(id)));
    }

    private void lifeCycle() throws InterruptedException {
        step("Disable: active becomes \"False\", a text", step -> {
            setActive(step, "\"False\"", "false");
            step.expectOnly(
                    step.get(lookUp("userName", userName("renamed"))), stage.id(USER), Map.of("/active", "false"));
        });
        step("Restore: active becomes \"True\", a text", step -> setActive(step, "\"True\"", "true"));
        step("Disable and restore with booleans (aadOptscim062020)", step -> {
            setActive(step, "false", "false");
            setActive(step, "true", "true");
        });
    }

    private void setActive(RunningStep step, String sent, String stored) throws NoResponse, InterruptedException {
        step.patchAndExpect(
                path(USER),
                patch("{\"op\":\"Replace\",\"path\":\"active\",\"value\":" + sent + "}"),
                Map.of("/active", stored));
    }

    private void pages(RunningStep step) throws NoResponse, InterruptedException {
        for (int number = 0; number < PAGED; number++) {
            step.created(step.post(
                    "/Users",
                    CREATE.formatted(userName("page" + number), stage.made().name("page-id" + number))));
        }
        Set<String> ids = new HashSet<>();
        int read = 0;
        for (int start = 1; start <= PAGED; start += PAGE) {
            ScimResponse page = step.get("/Users?startIndex=" + start + "&count=" + PAGE);
            step.expectList(page);
            step.expectValues(page, Map.of("/startIndex", Integer.toString(start)));
            JsonNode resources = page.at("/Resources");
            step.expect(
                    resources.size() == PAGE || start > PAGE && !resources.isEmpty(),
                    page.call().line() + " returned " + resources.size() + " users.");
            read += resources.size();
            resources.forEach(user -> ids.add(user.path("id").asText()));
        }
        step.expect(ids.size() == read, "Pages have the same user twice.");
    }

    private String userName(String part) {
        return stage.made().userName(part);
    }

    private String externalId() {
        return stage.made().name("entra-id");
    }

    private static String lookUp(String attribute, String value) {
        return "/Users?filter=" + filter(attribute + " eq \"" + value + "\"");
    }

    private String path(String name) {
        return "/Users/" + stage.id(name);
    }
}
