package io.rollcall.server.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page of the console, wide and light, narrow and dark, as axe-core sees it: colours do not depend on the width, nor
 * the layout on the colours. With {@code -Drollcall.screenshots=DIR} there is a picture of each there afterwards.
 */
class AccessibilityIT {
    private static final String AXE = resource("/axe.min.js");
    private static final int LARGEST_BYTES = 100_000;

    /** What axe finds that keeps people out. */
    private static final String SERIOUS = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
              .filter(violation => ['serious', 'critical'].includes(violation.impact))
              .map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).join(' | '))""";

    private static final String NARROW = """
            [...document.querySelectorAll('caption, h1, h2, h3, label, dt, dd, button')]
              .filter(element => element.offsetWidth > 1 && element.offsetHeight > 4 * element.offsetWidth).length""";

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "360, DARK"})
    void everyPageIsForEverybody(int width, ColorScheme scheme) {
        ConsoleTour tour = ConsoleTour.make();
        SoftAssertions all = new SoftAssertions();
        try (ConsoleVisit visit = ConsoleVisit.start(width, scheme).expecting(404)) {
            visit.open("/console/sign-in");
            check(all, visit, "sign-in", width, scheme);
            visit.signIn(Optional.empty());
            tour.pages().forEach((name, path) -> {
                visit.open(path);
                check(all, visit, name, width, scheme);
            });
        }
        all.assertAll();
    }

    private static void check(SoftAssertions all, ConsoleVisit visit, String name, int width, ColorScheme scheme) {
        Page page = visit.page();
        page.waitForLoadState(LoadState.LOAD);
        screenshot(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        page.evaluate(AXE);
        all.assertThat((List<?>) page.evaluate(SERIOUS)).as(name).isEmpty();
        all.assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s needs no sideways scrolling at %d pixels", name, width)
                .isEqualTo(true);
        all.assertThat(page.evaluate(NARROW))
                .as("captions of %s are read in lines, not in columns", name)
                .isEqualTo(0);
        all.assertThat(page.content().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes of %s", name)
                .isLessThan(LARGEST_BYTES);
    }

    private static void screenshot(Page page, String name) {
        Optional.ofNullable(System.getProperty("rollcall.screenshots"))
                .map(Path::of)
                .ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name + ".png"))
                        .setFullPage(true)));
    }

    private static String resource(String name) {
        try (InputStream stream = AccessibilityIT.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
