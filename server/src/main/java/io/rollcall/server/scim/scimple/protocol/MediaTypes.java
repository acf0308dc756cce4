package io.rollcall.server.scim.scimple.protocol;

import java.util.List;
import org.apache.directory.scim.protocol.Constants;

/** Media types of SCIM bodies (RFC 7644 section 3.1). */
public final class MediaTypes {
    public static final String SCIM = Constants.SCIM_CONTENT_TYPE;
    public static final String JSON = "application/json";

    /** Both types, the preferred one first. */
    public static final List<String> ALL = List.of(SCIM, JSON);

    private MediaTypes() {}
}
