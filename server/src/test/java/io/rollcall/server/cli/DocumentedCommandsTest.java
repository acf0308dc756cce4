package io.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Commands that the documents name exist, with the options that stand behind them. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");

    /** A command of ours in code, up to what follows it on the line. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?<![\\w.=:-])(?:/opt/rollcall/bin/)?rollcall(?! rollcall)((?: [a-z][a-z-]*(?![\\w./:=|-]))+)([^`;&#\\n]*)");

    private static final CommandLine ROLLCALL = RollcallCommand.of(new HelpTest.Idle());

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("SECURITY.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void exist(Path document) throws IOException {
        CODE.matcher(Files.readString(document))
                .results()
                .flatMap(code -> COMMAND.matcher(code.group()).results())
                .forEach(DocumentedCommandsTest::check);
    }

    private static void check(MatchResult found) {
        CommandLine command = ROLLCALL;
        for (String word : found.group(1).strip().split(" ")) {
            CommandLine below = command.getSubcommands().get(word);
            if (below == null) {
                break;
            }
            command = below;
        }
        String name = command.getCommandSpec().qualifiedName();
        assertThat(name).as(found.group()).contains(" ");
        List<String> known = command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
        OPTION.matcher(found.group(2))
                .results()
                .forEach(option -> assertThat(known).as(found.group()).contains(option.group()));
    }
}
