package io.rollcall.server.scim.scimple;

import java.util.Optional;
import org.apache.directory.scim.spec.exception.ResourceException;

/**
 * Caller and preconditions of the current thread's operation. SCIMple 1.0.0-M1 passes neither to a repository. Its next release
 * passes a context with each call, which makes this class obsolete.
 */
final class RequestContext {
    private final ThreadLocal<Request> current = new ThreadLocal<>();

    /** Operation of a caller. */
    record Request(ScimCaller caller, EntityTags preconditions) {}

    /** Call of SCIMple's contract. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws ResourceException;
    }

    /** Runs a call of the contract for a request. */
    <T> T run(Request request, Call<T> call) {
        current.set(request);
        try {
            return call.run();
        } catch (ResourceException unexpected) {
            throw new IllegalStateException(unexpected);
        } finally {
            current.remove();
        }
    }

    /** Returns the request of the current thread. */
    Request request() {
        return Optional.ofNullable(current.get())
                .orElseThrow(() -> new IllegalStateException("the repository was called outside of a request"));
    }
}
