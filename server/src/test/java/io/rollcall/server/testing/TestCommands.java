package io.rollcall.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.cli.RollcallCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.entry.RunningServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** Commands run in this process, with the services of a running server. */
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

        /** Returns the single line of JSON in the output. */
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

    /** Runs a command of another program. */
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
        throw new UnsupportedOperationException("the server is already running");
    }

    @Override
    public int migrate(Settings settings, MissingDatabase missing) {
        return 0;
    }

    @Override
    public <T> T use(Settings settings, MissingDatabase missing, Function<Features, T> work) {
        return work.apply(server.component(Features.class));
    }
}
