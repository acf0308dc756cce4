package io.rollcall.server.cli;

import io.rollcall.server.organizations.Slug;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command about one role is told: the organization, the role, and how to print the outcome. */
final class RoleArguments {
    @Parameters(index = "0", paramLabel = "SLUG", description = "The organization.")
    private String slug;

    @Parameters(index = "1", paramLabel = "VALUE", description = "The role's value, which identity providers send.")
    private String value;

    @Option(names = "--json", description = "Print JSON, for scripts.")
    private boolean json;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    Slug slug() {
        return new Slug(slug);
    }

    String value() {
        return value;
    }

    boolean json() {
        return json;
    }

    SettingsOptions settings() {
        return settings;
    }
}
