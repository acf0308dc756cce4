package io.rollcall.server.scim;

/** Addresses below those of a resource type. */
final class ResourcePath {
    /** One resource. Not the search, which has methods of its own: another one is refused there, not tried on an id. */
    static final String ID = "{id: (?!\\.search$)[^/]+}";

    private ResourcePath() {}
}
