package io.rollcall.server.http.overload;

import org.glassfish.grizzly.filterchain.FilterChainContext;

/** Count of the memory of whole requests that wait for earlier responses on their connections, or for idle workers. */
public interface HeldRequests {
    /** Counts a request, or returns false if there is no memory for it; its connection is closed then. */
    boolean hold(FilterChainContext request);

    /** Ends the count of a request. */
    void release(FilterChainContext request);

    /** Returns a count without a limit, for listeners that few can reach. */
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
