package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Makes the frame of a page for the one who asked for it. */
public final class Frames {
    private final Texts texts;
    private final Assets assets;

    public Frames(Texts texts, Assets assets) {
        this.texts = texts;
        this.assets = assets;
    }

    public Texts texts() {
        return texts;
    }

    /** The frame of a page that belongs to no organization. @param title its key */
    public Frame of(ContainerRequestContext request, String title) {
        return frame(request, texts.get(title), Optional.empty());
    }

    /** The frame of a page of an organization's menu. */
    public Frame of(ContainerRequestContext request, Organization organization, Menu menu) {
        return of(request, organization, menu, texts.get(menu.title()));
    }

    /** The frame of a page below one of the menu. @param title itself */
    public Frame of(ContainerRequestContext request, Organization organization, Menu menu, String title) {
        return frame(request, title, Optional.of(new Place(organization, menu)));
    }

    private Frame frame(ContainerRequestContext request, String title, Optional<Place> place) {
        boolean sent = !request.getMethod().equals(HttpMethod.GET);
        return new Frame(
                texts,
                assets,
                title,
                Visitor.find(request),
                place,
                notice(request),
                caution(request),
                sent ? Optional.of(Paths.formOf(Paths.requested(request))) : Optional.empty());
    }

    /** The frame of a page that says what went wrong. */
    Frame ofFailure(String title) {
        return new Frame(
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
        return KeptForm.isRestored(request)
                ? Optional.of(texts.get("form.restored"))
                : Notice.read(request)
                        .map(key -> "warn." + key)
                        .filter(texts::has)
                        .map(texts::get);
    }

    private Optional<String> notice(ContainerRequestContext request) {
        return Notice.read(request).map(key -> "done." + key).filter(texts::has).map(texts::get);
    }
}
