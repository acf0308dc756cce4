package io.rollcall.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three Galera nodes on this machine, with an empty database for Rollcall. */
public record GaleraCluster(Path folder, List<GaleraNode> nodes) implements AutoCloseable {
    /** With wsrep_sync_wait, a row written through one node is visible through all others. */
    private static final String PARAMETERS =
            "?connectTimeout=1000&socketTimeout=3000&retriesAllDown=3&sessionVariables=wsrep_sync_wait=1,innodb_lock_wait_timeout=2";

    public static GaleraCluster start() throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(
                "galera-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        List<GaleraNode> nodes = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> new GaleraNode(number, folder))
                .toList();
        GaleraCluster cluster = new GaleraCluster(folder, nodes);
        try {
            for (GaleraNode node : nodes) {
                node.install();
                node.start(node == nodes.get(0));
            }
            nodes.get(0).execute("CREATE DATABASE rollcall CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
            nodes.get(0).execute("CREATE USER rollcall@'127.0.0.1' IDENTIFIED BY 'rollcall'");
            nodes.get(0).execute("GRANT ALL ON rollcall.* TO rollcall@'127.0.0.1'");
            return cluster;
        } catch (IOException | RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /**
     * Returns the JDBC URL of the cluster for a server.
     *
     * @param mode {@code sequential}: all servers prefer the same node; {@code split}: each prefers another one; or {@code
     *     loadbalance}
     */
    public String url(String mode, int server) {
        int first = mode.equals("split") ? server : 0;
        String hosts = IntStream.range(0, nodes.size())
                .mapToObj(place -> nodes.get((first + place) % nodes.size()))
                .map(node -> "127.0.0.1:" + node.port())
                .collect(Collectors.joining(","));
        return "jdbc:mariadb:" + mode.replace("split", "sequential") + "://" + hosts + "/rollcall" + PARAMETERS;
    }

    /** Returns the node with the most connections. */
    GaleraNode busiest() {
        return nodes.stream().max(Comparator.comparingInt(GaleraNode::users)).orElseThrow();
    }

    public void awaitWhole() throws InterruptedException {
        for (GaleraNode node : nodes) {
            node.awaitWhole();
        }
    }

    @Override
    public void close() {
        try {
            for (GaleraNode node : nodes) {
                node.stop();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
