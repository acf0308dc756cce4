package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In the reader's own colours (Windows high contrast) every control, state and picture is still there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForcedColorsIT {
    private static final String SWITCH = """
            (() => { const element = document.querySelector('[role=switch]');
              const own = getComputedStyle(element), knob = getComputedStyle(element, '::after');
              return {track: own.backgroundColor, edge: own.borderTopColor, knob: knob.backgroundColor,
                      ground: getComputedStyle(document.querySelector('.card')).backgroundColor,
                      right: knob.right, word: document.querySelector('.state').textContent}; })()""";

    private static final String WITHOUT_EDGE = """
            [...document.querySelectorAll('.tag, .notice, .problem, .caution, .card, dialog, .button, button:not(.link)')]
              .filter(element => element.offsetWidth > 0 && getComputedStyle(element).borderTopWidth === '0px')
              .map(element => element.outerHTML)""";

    private static final String UNSEEN_SHAPES = """
            [...document.querySelectorAll('.chart rect, .chart line, .mark')].filter(shape => {
              const style = getComputedStyle(shape);
              const ground = shape.matches('.mark') ? style.backgroundColor : getComputedStyle(document.body).backgroundColor;
              return [style.fill, style.stroke].every(colour => colour === ground || colour === 'none');
            }).map(shape => shape.outerHTML)""";

    private final ConsoleTour tour = ConsoleTour.make();

    private static ConsoleVisit inForcedColors() {
        ConsoleVisit visit = ConsoleVisit.start().expecting(404);
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        return visit.signIn(Optional.empty());
    }

    @Test
    void theSwitchIsSeenAndItsStatesDiffer() {
        Organizations organizations = ConsoleServer.shared().component(Organizations.class);
        try (ConsoleVisit visit = inForcedColors()) {
            visit.open(tour.pages().get("security"));
            Map<?, ?> on = (Map<?, ?>) visit.page().evaluate(SWITCH);
            organizations.setScimEnabled(tour.organization().id(), false, Actor.system());
            visit.page().reload();
            Map<?, ?> off = (Map<?, ?>) visit.page().evaluate(SWITCH);
            organizations.setScimEnabled(tour.organization().id(), true, Actor.system());
            for (Map<?, ?> state : List.of(on, off)) {
                assertThat(state.get("knob")).isNotEqualTo(state.get("track"));
                assertThat(state.get("edge")).isNotEqualTo(state.get("ground"));
            }
            assertThat(on.get("right")).isNotEqualTo(off.get("right"));
            assertThat(on.get("word")).isEqualTo("On");
            assertThat(off.get("word")).isEqualTo("Off");
        }
    }

    @Test
    void everyStateButtonAndPictureHasAnEdge() {
        try (ConsoleVisit visit = inForcedColors()) {
            tour.pages().forEach((name, path) -> {
                visit.open(path);
                assertThat((List<?>) visit.page().evaluate(WITHOUT_EDGE))
                        .as(name)
                        .isEmpty();
                assertThat((List<?>) visit.page().evaluate(UNSEEN_SHAPES))
                        .as(name)
                        .isEmpty();
            });
        }
    }

    @Test
    void theFocusIsSeen() {
        try (ConsoleVisit visit = inForcedColors()) {
            visit.open(tour.pages().get("security"));
            for (int step = 0; step < 20; step++) {
                visit.page().keyboard().press("Tab");
                assertThat(visit.page()
                                .evaluate("(() => { const style = getComputedStyle(document.activeElement);"
                                        + " return document.activeElement === document.body"
                                        + " || style.outlineStyle !== 'none' && style.outlineWidth !== '0px'; })()"))
                        .as("step %d", step)
                        .isEqualTo(true);
            }
        }
    }
}
