package io.rollcall.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.cli.RollcallCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs commands in this process, on the features of a running server. */
public final class TestCommands implements Program {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningServer server;

    public TestCommands(RunningServer server) {
        this.server = server;
    }

    /** Output and exit code of a command. */
    public record Ended(int code, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }

        /** The one line of JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException malformed) {
                throw new AssertionError("not JSON: " + out + err, malformed);
            }
        }
    }

    public Ended run(String... arguments) {
        return run(this, arguments);
    }

    /** The same with the commands of any program. */
    public static Ended run(Program program, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = RollcallCommand.of(program);
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commands.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    @Override
    public void serve(Settings settings) {
        throw new UnsupportedOperationException("it serves already");
    }

    @Override
    public int migrate(Settings settings, MissingDatabase missing) {
        return 0;
    }

    @Override
    public <T> T use(Settings settings, MissingDatabase missing, Function<Features, T> work) {
        return work.apply(new Features(
                server.component(Organizations.class),
                server.component(OrganizationDeletion.class),
                server.component(Tokens.class),
                server.component(PublicUrls.class),
                server.component(Clock.class),
                server.component(Roles.class),
                server.component(Users.class),
                server.component(UserSummaries.class),
                server.component(Erasure.class),
                server.component(Activity.class),
                server.component(UserExport.class),
                () -> server.component(UserImport.class),
                server.component(AdminKeys.class),
                server.component(Administrators.class),
                server.component(Secrets.class),
                server.component(AccessReview.class),
                server.component(Audit.class),
                server.component(AuditExport.class),
                server.component(RecordedVerification.class),
                server.component(Chainer.All.class)));
    }
}
