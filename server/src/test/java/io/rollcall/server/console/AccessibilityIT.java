package io.rollcall.server.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every page of the console, wide and narrow, light and dark, as axe-core sees it. With {@code -Drollcall.screenshots=DIR}
 * there is a picture of each there afterwards.
 */
class AccessibilityIT {
    private static final String AXE = resource("/axe.min.js");
    private static final int LARGEST_BYTES = 100_000;

    /** Its pages have the parts of those at the other widths, so only their layout is looked at. */
    private static final int BETWEEN = 768;

    private static final List<Integer> WIDTHS = List.of(1280, BETWEEN, 360);
    private static final int HEIGHT = 800;

    /** Where pictures of the pages are left, if somebody wants to look at them. */
    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("rollcall.screenshots")).map(Path::of);

    /** Script that returns axe's serious and critical violations. */
    private static final String SERIOUS = """
            async tags => (await axe.run(document, {resultTypes: ['violations'], ...tags})).violations
              .filter(violation => ['serious', 'critical'].includes(violation.impact))
              .map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).join(' | '))""";

    /** The same page in other colours: only rules on them, of those that axe applies unasked, can see a difference. */
    private static final Map<ColorScheme, Map<String, ?>> RULES = Map.of(
            ColorScheme.LIGHT,
            Map.of(),
            ColorScheme.DARK,
            Map.of("runOnly", List.of("color-contrast", "link-in-text-block")));

    private static final String NARROW = """
            [...document.querySelectorAll('caption, h1, h2, h3, label, dt, dd, button')]
              .filter(element => element.offsetWidth > 1 && element.offsetHeight > 4 * element.offsetWidth).length""";

    @Test
    void everyPageIsForEverybody() {
        ConsoleTour tour = ConsoleTour.make();
        SoftAssertions all = new SoftAssertions();
        try (ConsoleVisit visit = ConsoleVisit.start().expecting(404)) {
            visit.open("/console/sign-in");
            check(all, visit, "sign-in");
            visit.signIn(Optional.empty());
            tour.pages().forEach((name, path) -> {
                visit.open(path);
                check(all, visit, name);
            });
        }
        all.assertAll();
    }

    /** Each page is loaded once, since only style sheets know how wide it is. */
    private static void check(SoftAssertions all, ConsoleVisit visit, String name) {
        Page page = visit.page();
        page.waitForLoadState(LoadState.LOAD);
        page.evaluate(AXE);
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            check(all, page, name, width);
        }
        all.assertThat(page.content().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes of %s", name)
                .isLessThan(LARGEST_BYTES);
    }

    private static void check(SoftAssertions all, Page page, String name, int width) {
        all.assertThat(page.evaluate("window.innerWidth")).isEqualTo(width);
        if (width != BETWEEN) {
            checkForBarriers(all, page, name, width);
        }
        all.assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s needs no sideways scrolling at %d pixels", name, width)
                .isEqualTo(true);
        all.assertThat(page.evaluate(NARROW))
                .as("captions of %s at %d pixels are read in lines, not in columns", name, width)
                .isEqualTo(0);
        if (FOLDER.isPresent()) {
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            screenshot(page, name + "-" + width + "-forced");
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        }
    }

    private static void checkForBarriers(SoftAssertions all, Page page, String name, int width) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            screenshot(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            all.assertThat((List<?>) page.evaluate(SERIOUS, RULES.get(scheme)))
                    .as("%s, %s", name, scheme)
                    .isEmpty();
        }
    }

    private static void screenshot(Page page, String name) {
        FOLDER.ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
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
