package io.rollcall.server.http.overload;

import org.glassfish.grizzly.filterchain.FilterChainContext;

/** Counts the memory of whole requests that wait for earlier responses on their connections, or for spare workers. */
public interface HeldRequests {
    /** @return false if there is no memory for the request, whose connection is closed then */
    boolean hold(FilterChainContext request);

    /** The request need not wait any longer. */
    void release(FilterChainContext request);

    /** Counts nothing, for listeners that few may reach. */
    static HeldRequests uncounted() {
        return new HeldRequests() {
            @Override
            public boolean hold(FilterChainContext request) {
                return true;
            }

            @Override
            public void release(FilterChainContext request) {
                // nothing was counted
            }
        };
    }
}
