package io.rollcall.server.console.page;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** Texts of the console by key, from one resource bundle; {@code texts.properties} is English. */
public final class ConsoleTexts {
    private final ResourceBundle bundle;
    private final Locale locale;

    private ConsoleTexts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    public static ConsoleTexts english() {
        return new ConsoleTexts(
                ResourceBundle.getBundle(ConsoleTexts.class.getPackageName() + ".texts", Locale.ROOT), Locale.ENGLISH);
    }

    /** Returns the text of that key with its placeholders {0}, {1}, ... filled in. */
    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, locale).format(legible(arguments));
    }

    /** Escapes string arguments, most of which come from clients. */
    private static Object[] legible(Object... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument instanceof String text ? DisplayText.isolated(text) : argument)
                .toArray();
    }

    /** Returns a duration in its largest unit, rounded down. */
    public String duration(Duration duration) {
        if (duration.toDays() > 1) {
            return get("duration.days", duration.toDays());
        }
        if (duration.toHours() > 1) {
            return get("duration.hours", duration.toHours());
        }
        return duration.toMinutes() > 1
                ? get("duration.minutes", duration.toMinutes())
                : get("duration.seconds", duration.toSeconds());
    }

    /** Returns whether there is a text of that key. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
