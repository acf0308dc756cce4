package io.rollcall.server.scim.scimple.protocol;

import java.util.List;
import org.apache.directory.scim.protocol.Constants;

/** The media types of SCIM bodies (RFC 7644 section 3.1). */
public final class MediaTypes {
    public static final String SCIM = Constants.SCIM_CONTENT_TYPE;
    public static final String JSON = "application/json";

    /** Both, the one that is preferred first. */
    public static final List<String> ALL = List.of(SCIM, JSON);

    private MediaTypes() {}
}
