package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Prose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents, texts and comments keep to the style guide in CONTRIBUTING.md. */
class WordingTest {
    private static final Path ROOT = Path.of("..");

    private static final Set<String> FORMATS = Set.of(
            "md", "java", "properties", "conf", "jte", "js", "mjs", "py", "css", "xml", "json", "sh", "yaml", "yml");

    /** Phrases that the style guide replaces by plainer ones. A space stands for any white space. */
    private static final Pattern STILTED = phrases(
            "who(so)?ever|whom(ever)?",
            "(?-i:shall)",
            "works? no more|no more(?=[.;,])",
            "tells? of|told of|telling of",
            "by half",
            "of before",
            "of late",
            "(let|lets|letting) (\\w+ )?in",
            "(is|are|was|were|be) let",
            "where (it is|they are) refused",
            "vouch(es)?( for)?",
            "newcomers?",
            "(no|nothing is) way back",
            "asks? nobody",
            "nothing is known",
            "called wrongly",
            "needs a look",
            "put (\\w+ ){0,4}beside",
            "works? on until",
            "that (is|are|was|were) there",
            "that there (is|are)(?=[.;,)])",
            "that did not work",
            "is not right",
            "what goes on",
            "who does nothing",
            "begun is ended",
            "given to nobody",
            "there is nothing here",
            "the server's words",
            "(nothing|nobody|not \\w+) any more(?=[.;,:])",
            "for ever",
            "anew",
            "at the (most|least)",
            "comes? again",
            "the one who",
            "(be|is|was|were|are) had",
            "(is|are|be|was|were) good for",
            "told to come back",
            "in words (for|that)",
            "breaks? off|broke off",
            "which is what",
            "(JSON|changes|document) of ours",
            "from the other end",
            "how many (rows )?(went|are written)",
            "works? on for",
            "be it",
            "lest",
            "hung up|went away",
            "in vain",
            "as it comes",
            "by way of",
            "past the server",
            "still hope",
            "dearer",
            "not well formed",
            "(empty|null) where");

    /** Comments that begin with a relative clause instead of a subject; those of top-level types stand at the line's start. */
    private static final Pattern RELATIVE =
            Pattern.compile(Prose.BEGINNING + "\\s*(What|Who|Whose|Whom|Of|That of|Those)\\b" + "|(?m)^"
                    + Prose.BEGINNING + "\\s*(How|Where|Which|When)\\b");

    @Test
    void keepsToTheStyleGuide() throws IOException {
        assertThat(files()).hasSizeGreaterThan(500);
        assertThat(findings(files())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** What the client\n * sent. */",
                "// Who signs in.",
                "int i; // Whose it is",
                "/**\n * A token works\n * no more. */",
                "// one line\n// that tells\n// of another"
            })
    void findsPhrasesInComments(String source) throws IOException {
        assertThat(findings(source, "Some.java")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String shall = \"//\"; char c = '\"'; int whom;",
                "/** The client SHALL ask, and never {@code shall}. */",
                "// The answer. What it holds is never logged."
            })
    void findsNoneInCode(String source) throws IOException {
        assertThat(findings(source, "Some.java")).isEmpty();
    }

    @Test
    void findsPhrasesInDocumentsButNotInTheirCode() throws IOException {
        assertThat(findings("Who shall go?\n```\nshall\n```\nas `shall` says", "some.md"))
                .containsExactly("some.md:1: shall");
    }

    private static List<String> findings(String source, String name) throws IOException {
        Path folder = Files.createTempDirectory("wording");
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, source);
            return findings(List.of(file)).stream()
                    .map(finding -> finding.substring(finding.indexOf(name)))
                    .toList();
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static List<String> findings(List<Path> files) throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files) {
            boolean main = file.toString().contains("/main/");
            String prose = main ? Prose.withStrings(file) : Prose.of(file);
            for (Pattern pattern : List.of(STILTED, RELATIVE)) {
                Matcher matcher = pattern.matcher(prose);
                while (matcher.find()) {
                    long line = prose.substring(0, matcher.start())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count()
                            + 1;
                    findings.add((file.startsWith(ROOT) ? ROOT.relativize(file) : file) + ":" + line + ": "
                            + matcher.group()
                                    .replace(Prose.BEGINNING, ' ')
                                    .strip()
                                    .replaceAll("\\s+", " "));
                }
            }
        }
        return findings;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : List.of(
                "", "docs", "server/src", "extensions/src", "benchmarks/src", "reliability", "docker", "examples")) {
            try (Stream<Path> found = Files.walk(ROOT.resolve(root), root.isEmpty() ? 1 : Integer.MAX_VALUE)) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/target/"))
                        .filter(file -> FORMATS.contains(extension(file)))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Pattern phrases(String... phrases) {
        return Pattern.compile(
                "\\b(" + String.join("|", phrases).replace(" ", "\\s+") + ")\\b", Pattern.CASE_INSENSITIVE);
    }
}
