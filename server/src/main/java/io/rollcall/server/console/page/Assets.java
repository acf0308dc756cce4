package io.rollcall.server.console.page;

import io.rollcall.server.http.PackedContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** Style sheet, scripts and icons of the console, under URLs that change with their content. */
public final class Assets {
    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    /** Static file. @param address its path */
    public record Asset(String address, String type, PackedContent content) {}

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    public Assets() {
        add("console.css", "text/css;charset=utf-8", "assets/console.css");
        add("console.js", "text/javascript;charset=utf-8", "assets/console.js");
        add("htmx.js", "text/javascript;charset=utf-8", HTMX);
        add("icon.svg", "image/svg+xml", "assets/icon.svg");
    }

    private void add(String name, String type, String resource) {
        try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
            byte[] content = stream.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(content);
            String version = Long.toHexString(sum.getValue());
            assets.put(name, new Asset(ConsolePaths.ASSETS + version + "/" + name, type, new PackedContent(content)));
        } catch (IOException unreadable) {
            throw new IllegalStateException("the program is not whole: " + resource, unreadable);
        }
    }

    String address(String name) {
        return assets.get(name).address();
    }

    /** Returns the asset with that version and name; empty if there is none. */
    public Optional<Asset> find(String version, String name) {
        return Optional.ofNullable(assets.get(name))
                .filter(asset -> asset.address().equals(ConsolePaths.ASSETS + version + "/" + name));
    }
}
