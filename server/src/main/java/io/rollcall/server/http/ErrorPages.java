package io.rollcall.server.http;

import java.util.List;

/** Which application's words refuse a request that reached none: that of its address, or else the first one's. */
record ErrorPages(List<Mount> mounts) {
    ErrorPages {
        mounts = List.copyOf(mounts);
    }

    /** @param path as the client wrote it */
    ErrorPage of(String path) {
        return mounts.stream()
                .filter(mount -> path.equals(mount.path()) || path.startsWith(mount.path() + "/"))
                .findFirst()
                .orElse(mounts.get(0))
                .errorPage();
    }
}
