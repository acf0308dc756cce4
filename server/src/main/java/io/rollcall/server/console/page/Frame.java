package io.rollcall.server.console.page;

import java.util.Optional;

/**
 * What is around the content of every page.
 *
 * @param title the page's name
 * @param visitor who is signed in, if anybody is
 * @param place where in an organization's pages it is, if in any
 * @param notice what has just been done
 */
public record Frame(
        Texts texts,
        Assets assets,
        String title,
        Optional<Visitor> visitor,
        Optional<Place> place,
        Optional<String> notice) {

    /** The text of that key. */
    public String t(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** What a form of this visitor carries. */
    public String formToken() {
        return visitor.map(Visitor::formToken).map(FormToken::text).orElse("");
    }

    /** The title of the window, the most particular first. */
    String windowTitle() {
        return title + place.map(at -> " · " + at.organization().name()).orElse("") + " · " + t("product");
    }
}
