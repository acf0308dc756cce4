package io.rollcall.server.http;

import io.rollcall.server.database.DatabaseUnavailable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Passes refused and failed requests to a log. If one cannot be recorded, the response becomes the 503 of an outage. */
public final class RefusalFilter implements ContainerResponseFilter {
    private static final int FIRST_REFUSAL = 400;

    private final Log log;
    private final ExceptionMapper<Throwable> errors;

    public RefusalFilter(Log log, ExceptionMapper<Throwable> errors) {
        this.log = log;
        this.errors = errors;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < FIRST_REFUSAL) {
            return;
        }
        try {
            log.record(request, response);
        } catch (DatabaseUnavailable gone) {
            Response unavailable = errors.toResponse(gone);
            response.setStatus(unavailable.getStatus());
            response.setEntity(unavailable.getEntity());
            response.getHeaders()
                    .putSingle(HttpHeaders.RETRY_AFTER, unavailable.getHeaderString(HttpHeaders.RETRY_AFTER));
            log.recordLater(request, response);
        }
    }

    /** Log of the refused requests of one surface. */
    public interface Log {
        /** Records a request, if its caller is known. */
        void record(ContainerRequestContext request, ContainerResponseContext response);

        /** Queues a request that became a 503, without reading or writing the database. */
        void recordLater(ContainerRequestContext request, ContainerResponseContext response);
    }
}
