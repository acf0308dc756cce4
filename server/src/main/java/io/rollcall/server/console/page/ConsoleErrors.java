package io.rollcall.server.console.page;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.database.StatementTimeout;
import io.rollcall.server.http.ErrorPage;
import io.rollcall.server.http.FailureRules;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure to an error page. */
public final class ConsoleErrors implements ExceptionMapper<Throwable>, ErrorPage {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleErrors.class);
    private static final int FORBIDDEN = 403;

    private final LayoutFactory layouts;
    private final FailureRules failures = new FailureRules(LOG);

    public ConsoleErrors(LayoutFactory layouts) {
        this.layouts = layouts;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return withRetryAfter(refusal, page(refusal.reason().status(), Optional.of(refusal.getMessage())));
        }
        if (failure instanceof RedirectionException redirection) {
            return redirection.getResponse();
        }
        if (failure instanceof WebApplicationException refused && FailureRules.isClientError(failure)) {
            Response.ResponseBuilder answer =
                    Response.fromResponse(page(refused.getResponse().getStatus(), Optional.empty()));
            Set<String> allowed = refused.getResponse().getAllowedMethods();
            if (!allowed.isEmpty()) {
                answer.allow(allowed);
            }
            Optional.ofNullable(refused.getResponse().getHeaderString(HttpHeaders.ACCEPT_ENCODING))
                    .ifPresent(codings -> answer.header(HttpHeaders.ACCEPT_ENCODING, codings));
            return answer.build();
        }
        failures.log(failure);
        if (failure instanceof StatementTimeout) {
            return page(FailureRules.UNAVAILABLE, Optional.of(layouts.texts().get("failure.slow")));
        }
        if (failure instanceof DatabaseUnavailable) {
            return page(FailureRules.UNAVAILABLE, Optional.empty());
        }
        return page(FailureRules.SERVER_ERROR, Optional.of(layouts.texts().get("failure.500", RequestId.current())));
    }

    /** Adds {@code Retry-After} if the refusal is a rate limit. */
    public static Response withRetryAfter(Refusal refusal, Response answer) {
        return refusal.reason() == Refusal.Reason.TOO_MANY
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
                        .build()
                : answer;
    }

    /** Returns the error page for a form that was submitted in another session. @param form path of the form's page */
    Response ofAnotherSession(String form) {
        ConsoleTexts texts = layouts.texts();
        FailureView view = new FailureView(
                layouts.ofFailure(texts.get("failure.session.title")),
                FORBIDDEN,
                texts.get("failure.session"),
                form,
                texts.get("failure.session.back"));
        return Html.page(FORBIDDEN, out -> JteFailureGenerated.render(out, null, view));
    }

    private Response page(int status, Optional<String> detail) {
        Response.ResponseBuilder answer =
                Response.status(status).type(Html.TYPE).entity(bytes(status, detail));
        return (status == FailureRules.UNAVAILABLE ? answer.header(HttpHeaders.RETRY_AFTER, 1) : answer).build();
    }

    private byte[] bytes(int status, Optional<String> detail) {
        ConsoleTexts texts = layouts.texts();
        String key = texts.has("failure." + status) && status != FailureRules.SERVER_ERROR
                ? "failure." + status
                : "failure.other";
        String title = texts.get(texts.has(key + ".title") ? key + ".title" : "failure.title");
        FailureView view = new FailureView(
                layouts.ofFailure(title),
                status,
                detail.orElseGet(() -> texts.get(key)),
                ConsolePaths.ROOT,
                texts.get("failure.back"));
        return Html.bytes(out -> JteFailureGenerated.render(out, null, view));
    }

    @Override
    public String contentType(String accept) {
        return "text/html";
    }

    @Override
    public String body(int status, Optional<String> detail) {
        return new String(bytes(status, detail), StandardCharsets.UTF_8);
    }

    /** Model of the error page. @param back target of the button, {@code link} its label */
    record FailureView(Layout layout, int status, String detail, String back, String link) {}
}
