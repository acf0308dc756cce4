package io.rollcall.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory that the embedded database may use. */
class BufferPoolIT {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void isAsLargeAsConfigured() throws Exception {
        DatabaseConfig configured = DatabaseConfig.read(Settings.load(
                System.getenv(),
                Map.of("data.dir", folder.toString(), "database.embedded-buffer-pool-mebibytes", "24")));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(configured)) {
            DatabaseConfig config = database.reach(configured);
            try (Connection connection =
                            DriverManager.getConnection(config.url().orElseThrow(), config.user(), config.password());
                    ResultSet row = connection
                            .createStatement()
                            .executeQuery("SELECT @@innodb_buffer_pool_size, @@aria_pagecache_buffer_size")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(24 * MEBIBYTE);
                assertThat(row.getLong(2)).isLessThan(16 * MEBIBYTE);
            }
        }
    }
}
