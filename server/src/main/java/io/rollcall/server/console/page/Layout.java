package io.rollcall.server.console.page;

import java.util.Optional;

/**
 * What is around the content of every page.
 *
 * @param title the page's name
 * @param visitor who is signed in, if anybody is
 * @param location where in an organization's pages it is, if in any
 * @param notice what has just been done
 * @param caution what was not done, because the session had ended
 * @param address where this page is loaded again, if that is not where a form was sent to
 */
public record Layout(
        ConsoleTexts texts,
        Assets assets,
        String title,
        Optional<ConsoleCaller> caller,
        Optional<MenuLocation> location,
        Optional<String> notice,
        Optional<String> caution,
        Optional<String> address) {

    /** The text of that key. */
    public String t(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** What a form of this visitor carries. */
    public String formToken() {
        return caller.map(ConsoleCaller::formToken).map(FormToken::text).orElse("");
    }

    /** Returns the identity of the signed-in administrator for the hidden field {@link SavedForm#SENDER}. */
    public String formSender() {
        return caller.map(SavedForm::sender).orElse("");
    }

    /** Returns the same layout for an answer to a form, loaded again as that page. */
    public Layout reloadedAs(String page) {
        return new Layout(texts, assets, title, caller, location, notice, caution, address.map(sent -> page));
    }

    /** The title of the window, the most particular first. */
    String windowTitle() {
        String organization = location.map(
                        at -> " · " + DisplayText.isolated(at.organization().name()))
                .orElse("");
        return DisplayText.isolated(title) + organization + " · " + t("product");
    }
}
