package io.rollcall.benchmarks.parts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.filter.Filter;
import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.filter.UserFilter;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.patch.PatchLimits;
import io.rollcall.server.scim.patch.Patches;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.ScimpleRegistry;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.ConditionSql;
import io.rollcall.server.users.query.SqlFragment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** JMH benchmark of the parts of a request that need neither database nor HTTP, in microseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PartsBenchmark {
    private static final String LOOK_UP = "userName eq \"jane.doe@example.com\"";
    private static final String SEARCH = "active eq true and (emails[type eq \"work\"].value co \"@example.com\" or"
            + " name.familyName sw \"Do\") and not (title pr)";
    private static final String USER = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
            + "\"userName\":\"jane.doe@example.com\",\"name\":{\"givenName\":\"Jane\",\"familyName\":\"Doe\"},"
            + "\"emails\":[{\"primary\":true,\"value\":\"jane.doe@example.com\",\"type\":\"work\"}],"
            + "\"displayName\":\"Jane Doe\",\"locale\":\"en-US\",\"externalId\":\"00u1a2b3c4\",\"groups\":[],"
            + "\"active\":true,\"jotform_user_role\":\"USER\"}";
    private static final String PATCH = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
            + "\"Operations\":[{\"op\":\"replace\",\"path\":\"name.familyName\",\"value\":\"Roe\"},"
            + "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"jane.roe@example.com\"}]}";

    private final ScimJson json = new ScimJson();
    private final UserSchemas schemas = new ScimpleRegistry(RoleAttribute.DEFAULT_NAME).schemas();
    private final UserFilter filters = new UserFilter(schemas, "https://acme.example.com/API/enterprise/scim/Users/");
    private final DocumentReader reader = new DocumentReader(schemas);
    private final AttributeSelection selection =
            AttributeSelection.of(schemas, List.of("userName", "emails.value"), List.of());
    private final Filter lookUp = FilterParser.parse(LOOK_UP, FilterLimits.DEFAULT);
    private final Filter search = FilterParser.parse(SEARCH, FilterLimits.DEFAULT);
    private final Condition condition = filters.condition(search);
    private final byte[] userBytes = USER.getBytes(StandardCharsets.UTF_8);
    private final ObjectNode user = json.read(USER);
    private final ObjectNode patchBody = json.read(PATCH);
    private final Patches patches = new Patches(schemas, PatchLimits.DEFAULT);
    private final Patch patch = patches.compile(Patches.read(patchBody, PatchLimits.DEFAULT));

    @Benchmark
    public Filter parsesLookUp() {
        return FilterParser.parse(LOOK_UP, FilterLimits.DEFAULT);
    }

    @Benchmark
    public Filter parsesSearch() {
        return FilterParser.parse(SEARCH, FilterLimits.DEFAULT);
    }

    @Benchmark
    public Condition understandsLookUp() {
        return filters.condition(lookUp);
    }

    @Benchmark
    public Condition understandsSearch() {
        return filters.condition(search);
    }

    @Benchmark
    public SqlFragment writesSearchAsSql() {
        return ConditionSql.of(condition);
    }

    @Benchmark
    public ObjectNode readsJson() {
        return json.read(userBytes);
    }

    @Benchmark
    public byte[] writesJson() {
        return json.bytes(user);
    }

    @Benchmark
    public WrittenDocument checksUser() {
        return reader.read(user);
    }

    @Benchmark
    public Patch readsPatch() {
        return patches.compile(Patches.read(patchBody, PatchLimits.DEFAULT));
    }

    @Benchmark
    public ObjectNode appliesPatch() {
        return patch.apply(user.deepCopy());
    }

    @Benchmark
    public ObjectNode selectsAttributes() {
        return selection.select(user.deepCopy());
    }
}
