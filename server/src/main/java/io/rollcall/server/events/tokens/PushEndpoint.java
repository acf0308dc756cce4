package io.rollcall.server.events.tokens;

import io.rollcall.server.events.webhooks.TargetUrl;
import java.util.Optional;

/** Endpoint of a receiver that tokens are pushed to. @param authorization header of each request; empty for none */
public record PushEndpoint(String url, Optional<EncryptedHeader> authorization) {
    /** Returns the URL without path and query, which may hold a secret. */
    public String origin() {
        return TargetUrl.stored(url).origin();
    }

    /** Returns the header as stored. */
    public Optional<byte[]> authorizationBytes() {
        return authorization.map(EncryptedHeader::bytes);
    }
}
