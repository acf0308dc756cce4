package io.rollcall.server.rehearsal;

import static io.rollcall.server.rehearsal.ScimBodies.filter;
import static io.rollcall.server.rehearsal.ScimBodies.quoted;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.rehearsal.RehearsalClient.NoResponse;
import io.rollcall.server.rehearsal.RehearsalClient.ScimRequest;
import io.rollcall.server.rehearsal.RehearsalClient.ScimResponse;
import io.rollcall.server.rehearsal.RunningStep.Skipped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Okta's <i>Test Connector Configuration</i>, its SCIM 2.0 SPEC test, and the life cycle of a user. Applications of the wizard
 * send PUT, those of the catalogue PATCH; both are replayed.
 *
 * @param roles values that Okta may assign, which may be none
 */
record OktaSuite(Stage stage, String roleAttribute, List<String> roles, boolean groups) implements Stage.Suite {
    private static final String NAME = "Okta";
    private static final Map<String, String> HEADERS = Map.of(
            "Accept", "application/scim+json",
            "Accept-Charset", "utf-8",
            "Content-Type", "application/scim+json; charset=utf-8");

    private static final String CREATE = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s",\
            "name":{"givenName":"Test","familyName":"User"},\
            "emails":[{"primary":true,"value":"%1$s","type":"work"}],"displayName":"Test User","locale":"en-US",\
            "externalId":"%2$s","groups":[],"password":"1mz050nq","active":true%3$s}""";

    private static final String ACTIVE = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
            "Operations":[{"op":"replace","value":{"active":%s}}]}""";

    private static final String USER = "Okta user";
    private static final String GROUP = "Okta group";
    private static final String GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    @Override
    public void run() throws InterruptedException {
        connection();
        creation();
        profile();
        lifeCycle();
        pushedGroup();
        step("Errors: a wrong token is refused", OktaSuite::wrongToken);
        step(
                "Errors: an unknown id is not found",
                step -> step.expectError(step.get("/Users/010101001010101011001010101011"), 404));
    }

    private void step(String title, RunningStep.Work work) throws InterruptedException {
        stage.step(NAME, title, HEADERS, work);
    }

    private void connection() throws InterruptedException {
        step("Test Connector Configuration: list two users", step -> {
            ScimResponse answer = step.get("/Users?startIndex=1&count=2");
            step.expectList(answer);
            step.expect(answer.at("/Resources").size() <= 2, "The page has more than the requested two users.");
        });
        step(
                "Test Connector Configuration: list groups",
                step -> step.expectList(step.get("/Groups?startIndex=1&count=100")));
        step("Import: read a page of 100 users", step -> {
            ScimResponse answer = step.get("/Users?startIndex=1&count=100");
            step.expectList(answer);
            int all = answer.at("/totalResults").asInt();
            step.expect(
                    answer.at("/Resources").size() == Math.min(all, 100),
                    "The page has not 100 users although there are " + all + ", so that Okta would leave some out.");
        });
    }

    private void creation() throws InterruptedException {
        String name = userName();
        step("Assign a user: the look-up finds nobody", step -> step.expectTotal(step.get(lookUp(name)), 0));
        step("Assign a user: POST creates the user", step -> {
            ScimResponse answer = step.post("/Users", body());
            stage.keep(USER, step.created(answer));
            step.expectValues(
                    answer,
                    Map.of(
                            "/userName", quoted(name),
                            "/name/givenName", quoted("Test"),
                            "/name/familyName", quoted("User"),
                            "/emails/0/value", quoted(name),
                            "/active", "true",
                            "/password", RunningStep.ABSENT));
            roles.stream()
                    .findFirst()
                    .ifPresent(role -> step.expectValues(answer, Map.of(rolePointer(), quoted(role))));
        });
        step(
                "Read the created user",
                step -> step.expectStored(
                        path(USER),
                        Map.of("/userName", quoted(name), "/externalId", quoted(externalId()), "/active", "true")));
        step(
                "The look-up by userName finds the user",
                step -> step.expectOnly(step.get(lookUp(name)), stage.id(USER), Map.of("/userName", quoted(name))));
        step(
                "The look-up ignores the case of userName",
                step -> step.expectOnly(
                        step.get(lookUp(name.toUpperCase(Locale.ROOT))),
                        stage.id(USER),
                        Map.of("/userName", quoted(name))));
        step("A second POST of the same userName is a conflict", step -> {
            stage.id(USER);
            step.expectError(step.post("/Users", body()), 409);
        });
    }

    private void profile() throws InterruptedException {
        step("Profile push: GET, then PUT with another name", step -> {
            ObjectNode user = stored(step);
            user.withObject("/name").put("familyName", "Changed");
            user.put("displayName", "Test Changed");
            replace(step, user, Map.of("/name/familyName", quoted("Changed"), "/displayName", quoted("Test Changed")));
        });
        step("Role: PUT with another value of the role attribute", step -> {
            if (roles.size() < 2) {
                throw new Skipped("The organization has fewer than two roles that an identity provider may assign.");
            }
            replace(step, stored(step).put(roleAttribute, roles.get(1)), Map.of(rolePointer(), quoted(roles.get(1))));
        });
        step("Role: an unknown value is refused", step -> {
            ObjectNode user = stored(step).put(roleAttribute, stage.made().name("role"));
            step.expectError(step.put(path(USER), user.toString()), 400);
        });
    }

    private void lifeCycle() throws InterruptedException {
        step(
                "Deactivate by PUT (wizard)",
                step -> replace(step, stored(step).put("active", false), Map.of("/active", "false")));
        step(
                "The look-up finds the inactive user",
                step -> step.expectOnly(step.get(lookUp(userName())), stage.id(USER), Map.of("/active", "false")));
        step(
                "Reactivate by PUT (wizard)",
                step -> replace(step, stored(step).put("active", true), Map.of("/active", "true")));
        step(
                "Deactivate by PATCH (catalogue)",
                step -> step.patchAndExpect(path(USER), ACTIVE.formatted(false), Map.of("/active", "false")));
        step(
                "Reactivate by PATCH (catalogue)",
                step -> step.patchAndExpect(path(USER), ACTIVE.formatted(true), Map.of("/active", "true")));
    }

    private void pushedGroup() throws InterruptedException {
        if (!groups) {
            step("Push Groups", step -> ScimBodies.skipGroups());
            return;
        }
        String name = stage.made().name("okta");
        step("Push Groups: POST a group with a member", step -> {
            ScimResponse answer = step.post("/Groups", group(name, true));
            stage.keep(GROUP, step.createdGroup(answer));
            step.expectValues(answer, Map.of("/displayName", quoted(name)));
        });
        step("Push Groups: PUT the group without its member (wizard)", step -> {
            step.expectStatus(step.put(groupPath(), group(name, false)), 200);
            step.expectStored(groupPath(), Map.of("/displayName", quoted(name), "/members", RunningStep.ABSENT));
        });
        step("Push Groups: PATCH adds the member, and repeats the name (catalogue)", step -> {
            String operations = """
                    {"op":"replace","value":{"id":"%s","displayName":"%s"}},\
                    {"op":"add","path":"members","value":[{"value":"%s","display":"%s"}]}""".formatted(stage.id(GROUP), name, stage.id(USER), userName());
            step.expectStatus(step.patch(groupPath(), ScimBodies.patch(operations)), 200, 204);
            step.expectStored(groupPath(), Map.of("/members/0/value", quoted(stage.id(USER))));
        });
        step("Push Groups: DELETE the group", step -> {
            step.deleteAndExpect(groupPath());
        });
    }

    private static void wrongToken(RunningStep step) throws NoResponse, InterruptedException {
        ScimRequest call = new ScimRequest(
                "GET", "/Users?startIndex=1&count=1", Optional.empty(), Map.of("Authorization", "non-token"));
        step.expectError(step.send(call), 401);
    }

    private ObjectNode stored(RunningStep step) throws NoResponse, InterruptedException {
        ScimResponse read = step.get(path(USER));
        if (!step.expectStatus(read, 200) || !(read.json().orElse(null) instanceof ObjectNode user)) {
            throw new Skipped("The user cannot be read.");
        }
        return user.deepCopy();
    }

    /** Sends the whole user, with what the server returned and the password that Okta always sends. */
    private void replace(RunningStep step, ObjectNode user, Map<String, String> values)
            throws NoResponse, InterruptedException {
        ScimResponse replaced =
                step.put(path(USER), user.put("password", "1mz050nq").toString());
        if (step.expectStatus(replaced, 200)) {
            step.expectValues(replaced, values);
        }
        step.expectStored(path(USER), values);
    }

    private String body() {
        String role = roles.stream()
                .findFirst()
                .map(value -> "," + quoted(roleAttribute) + ":" + quoted(value))
                .orElse("");
        return CREATE.formatted(userName(), externalId(), role);
    }

    private String group(String name, boolean member) {
        ObjectNode group = ScimBodies.object().put("displayName", name);
        group.putArray("schemas").add(GROUP_SCHEMA);
        ArrayNode members = group.putArray("members");
        if (member) {
            members.addObject().put("value", stage.id(USER)).put("display", userName());
        }
        return group.toString();
    }

    private String rolePointer() {
        return "/" + roleAttribute;
    }

    private String userName() {
        return stage.made().userName("okta");
    }

    private String externalId() {
        return stage.made().name("okta-id");
    }

    private String lookUp(String userName) {
        return "/Users?filter=" + filter("userName eq \"" + userName + "\"") + "&startIndex=1&count=100";
    }

    private String path(String name) {
        return "/Users/" + stage.id(name);
    }

    private String groupPath() {
        return "/Groups/" + stage.id(GROUP);
    }
}
