package io.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.testing.TestCommands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Every command says what it is for, and how it is called. */
class HelpTest {
    /** Every command with those below it, by its words behind {@code rollcall}. */
    static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(RollcallCommand.of(new Idle()), List.of(), all);
        return all;
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
        all.add(path);
        command.getSubcommands().forEach((name, below) -> {
            if (!name.equals("help")) {
                collect(below, Stream.concat(path.stream(), Stream.of(name)).toList(), all);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void printsItsHelpAndEndsWell(List<String> path) {
        String[] arguments = Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new);

        TestCommands.Ended ended = TestCommands.run(new Idle(), arguments);

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("Usage: " + String.join(" ", rollcall(path)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void describesItselfAndEachOfItsArguments(List<String> path) {
        CommandLine command = RollcallCommand.of(new Idle());
        for (String name : path) {
            command = command.getSubcommands().get(name);
        }

        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().args())
                .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty())
                .extracting(ArgSpec::paramLabel)
                .noneMatch(label -> label.contains("<arg"));
    }

    @Test
    void saysWhatIsMissingWithExitCode2() {
        assertUsage("Say what to do: create, list, show", "organization");
        assertUsage("Say what to do: on, off", "organization", "scim");
        assertUsage("Say what to do: generate, list, rotate, revoke", "token");
        assertUsage("Say what to do: create, list, rotate, revoke", "key");
        assertUsage("Say what to do: list, export, verify, checkpoint", "audit");
        assertUsage("'SLUG'", "token", "generate");
        assertUsage("--confirm", "organization", "delete", "acme");
        assertUsage("NEW-SLUG", "organization", "rename", "acme");
        assertUsage("'x' is no token's id", "token", "revoke", "acme", "x");
        assertUsage("'soon' is neither 'never' nor a number of days", "token", "generate", "acme", "--expires", "soon");
        assertUsage("neither 'never' nor a number of days", "token", "rotate", "acme", "7", "--expires", "0");
    }

    private static void assertUsage(String words, String... arguments) {
        TestCommands.Ended ended = TestCommands.run(new Idle(), arguments);
        assertThat(ended.code()).as(Arrays.toString(arguments)).isEqualTo(2);
        assertThat(ended.err()).contains(words);
        assertThat(ended.out()).isEmpty();
    }

    private static List<String> rollcall(List<String> path) {
        return Stream.concat(Stream.of("rollcall"), path.stream()).toList();
    }

    /** A program of which nothing is asked but words. */
    static class Idle implements Program {
        @Override
        public void serve(Settings settings) {
            throw new AssertionError("not asked for");
        }

        @Override
        public int migrate(Settings settings, MissingDatabase missing) {
            throw new AssertionError("not asked for");
        }

        @Override
        public <T> T use(Settings settings, MissingDatabase missing, Function<Features, T> work) {
            throw new AssertionError("not asked for");
        }
    }
}
