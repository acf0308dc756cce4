package io.rollcall.server.console.security;

import io.rollcall.server.credentials.LifetimeLimit;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lifetime that a form offers.
 *
 * @param value value in the form
 * @param textKey key of the label
 * @param days argument of the label
 */
record LifetimeChoice(String value, String textKey, int days, boolean selected) {
    private static final String NEVER = "never";

    private static final List<Integer> USUAL = List.of(90, 180, 365);
    private static final int YEAR = 365;

    /** Returns the submitted lifetime, or throws INVALID. */
    static Lifetime read(String days) {
        if (days.equals(NEVER)) {
            return Lifetime.unlimited();
        }
        try {
            return Lifetime.ofDays(Integer.parseInt(days));
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("Choose when the token expires.").about("days");
        }
    }

    /** Returns the choices with the submitted one selected, if it is offered. */
    static List<LifetimeChoice> selecting(List<LifetimeChoice> choices, Optional<String> chosen) {
        return chosen.filter(value -> choices.stream().anyMatch(choice -> choice.value.equals(value)))
                .map(value -> choices.stream()
                        .map(choice -> new LifetimeChoice(
                                choice.value, choice.textKey, choice.days, choice.value.equals(value)))
                        .toList())
                .orElse(choices);
    }

    /** Returns the usual lifetimes within the limit, and the limit itself if it is below a year. */
    static List<LifetimeChoice> within(LifetimeLimit limit, Instant now) {
        List<Integer> days = new ArrayList<>(USUAL.stream()
                .filter(usual -> limit.allows(now, Lifetime.ofDays(usual).endFrom(now)))
                .toList());
        limit.maxDays().filter(most -> most < YEAR && !days.contains(most)).ifPresent(days::add);
        int selected = days.get(days.size() - 1);
        List<LifetimeChoice> choices = new ArrayList<>(
                days.stream().map(number -> of(number, number == selected)).toList());
        if (limit.allows(now, Optional.empty())) {
            choices.add(new LifetimeChoice(NEVER, "generate.days.never", 0, false));
        }
        return choices;
    }

    private static LifetimeChoice of(int days, boolean selected) {
        String text = days == YEAR ? "generate.days.365" : "generate.days.some";
        return new LifetimeChoice(Integer.toString(days), text, days, selected);
    }
}
