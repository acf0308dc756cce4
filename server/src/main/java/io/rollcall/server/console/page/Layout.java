package io.rollcall.server.console.page;

import io.rollcall.server.console.page.Menu.MenuLocation;
import java.util.Optional;

/**
 * Header, menu and messages around the content of a page.
 *
 * @param title title of the page
 * @param caller the signed-in administrator; empty if nobody is signed in
 * @param location the current page in an organization's menu; empty outside organizations
 * @param notice success message of the previous action
 * @param caution warning that an action was not done because the session had ended
 * @param address the address to reload, if the page is the response to a form
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

    /** Returns the text of that key. */
    public String t(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** Returns the CSRF token for forms. */
    public String formToken() {
        return caller.map(ConsoleCaller::formToken).map(FormToken::text).orElse("");
    }

    /** Returns the identity of the signed-in administrator for the hidden field {@link SavedForm#SENDER}. */
    public String formSender() {
        return caller.map(SavedForm::sender).orElse("");
    }

    /** Returns the layout for a response to a form, reloaded as that page. */
    public Layout reloadedAs(String page) {
        return new Layout(texts, assets, title, caller, location, notice, caution, address.map(sent -> page));
    }

    /** Returns the title of the window, most specific part first. */
    String windowTitle() {
        String organization = location.map(
                        at -> " · " + DisplayText.isolated(at.organization().name()))
                .orElse("");
        return DisplayText.isolated(title) + organization + " · " + t("product");
    }
}
