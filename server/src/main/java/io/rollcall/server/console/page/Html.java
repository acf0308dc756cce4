package io.rollcall.server.console.page;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Responses with pages and redirects. */
public final class Html {
    public static final String TYPE = "text/html;charset=utf-8";

    private Html() {}

    /** Returns a response with a page. @param template renders the page */
    public static Response page(Consumer<HtmlTemplateOutput> template) {
        return page(Response.Status.OK.getStatusCode(), template);
    }

    public static Response page(int status, Consumer<HtmlTemplateOutput> template) {
        return Response.status(status).type(TYPE).entity(bytes(template)).build();
    }

    static byte[] bytes(Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Redirects to another page of the console. */
    public static Response goTo(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** Redirects to another page, which shows a message. @param done suffix of the message's text key */
    public static Response goTo(String path, String done) {
        return Response.fromResponse(goTo(path)).cookie(FlashMessage.of(done)).build();
    }
}
