package io.rollcall.server.http.overload;

/** A connection that may have to make room for another. */
interface Evictable {
    Origin origin();

    /** Whether its client is to act next: send the rest of a request, the next one, or read its response. */
    boolean isWaiting();

    /** Whether it carried a request whose credential is known to be good. Stays so. */
    boolean isProven();

    /** Since when it waits if it does, by {@link System#nanoTime}; never earlier than it was before. */
    long waitsSince();

    /**
     * Clients whose connections are counted together.
     *
     * @param name a network, or the address of a trusted proxy
     * @param trusted whether it is a proxy that is trusted to stand for many clients
     */
    record Origin(String name, boolean trusted) {}
}
