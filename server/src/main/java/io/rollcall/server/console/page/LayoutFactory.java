package io.rollcall.server.console.page;

import io.rollcall.server.console.page.Menu.MenuLocation;
import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Creates the layout of a page for its request. */
public final class LayoutFactory {
    private final ConsoleTexts texts;
    private final Assets assets;

    public LayoutFactory(ConsoleTexts texts, Assets assets) {
        this.texts = texts;
        this.assets = assets;
    }

    public ConsoleTexts texts() {
        return texts;
    }

    /** Returns the layout of a page outside any organization. @param title key of the title */
    public Layout of(ContainerRequestContext request, String title) {
        return layout(request, texts.get(title), Optional.empty());
    }

    /** Returns the layout of a page outside any organization. @param title the title itself */
    public Layout ofTitle(ContainerRequestContext request, String title) {
        return layout(request, title, Optional.empty());
    }

    /** Returns the layout of a page in an organization's menu. */
    public Layout of(ContainerRequestContext request, Organization organization, Menu menu) {
        return of(request, organization, menu, texts.get(menu.title()));
    }

    /** Returns the layout of a page below one in the menu. @param title the title itself */
    public Layout of(ContainerRequestContext request, Organization organization, Menu menu, String title) {
        return layout(request, title, Optional.of(new MenuLocation(organization, menu)));
    }

    private Layout layout(ContainerRequestContext request, String title, Optional<MenuLocation> location) {
        boolean sent = !request.getMethod().equals(HttpMethod.GET);
        return new Layout(
                texts,
                assets,
                title,
                ConsoleCaller.find(request),
                location,
                notice(request),
                caution(request),
                sent ? Optional.of(ConsolePaths.formOf(ConsolePaths.requested(request))) : Optional.empty());
    }

    /** Returns the layout of an error page. */
    Layout ofFailure(String title) {
        return new Layout(
                texts,
                assets,
                title,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<String> caution(ContainerRequestContext request) {
        return SavedForm.isRestored(request)
                ? Optional.of(texts.get("form.restored"))
                : FlashMessage.read(request)
                        .map(key -> "warn." + key)
                        .filter(texts::has)
                        .map(texts::get);
    }

    private Optional<String> notice(ContainerRequestContext request) {
        return FlashMessage.read(request)
                .map(key -> "done." + key)
                .filter(texts::has)
                .map(texts::get);
    }
}
