package io.rollcall.benchmarks;

import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.kernel.TimeOrderedId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The server's statements by plain JDBC on the same rows, as an upper bound of what a server on this database can do.
 *
 * @param organizations organizations whose users are read and written in turn
 * @param users minimum number of users of each
 */
record PlainJdbc(ConnectionPools pools, long[] organizations, int users) {
    private static final int THREADS = 16;
    private static final long NANOS = 5_000_000_000L;
    private static final double NANOS_A_SECOND = 1e9;
    private static final AtomicInteger MADE = new AtomicInteger();

    private static final String GET =
            "SELECT id, version, user_name, created, last_modified, document FROM users WHERE organization_id = ? AND id = ?";
    private static final String LOOK_UP = "SELECT id, version, user_name, created, last_modified, document FROM users"
            + " WHERE organization_id = ? AND user_name_key = ?";
    private static final String TEMPLATE_NAME = Users.name(1);
    private static final String TEMPLATE =
            "SELECT external_id, role, family_name_key, given_name_key, display_name_key, document, search FROM users"
                    + " WHERE organization_id = ? AND user_name_key = '" + TEMPLATE_NAME + "'";
    private static final String INSERT_USER =
            "INSERT INTO users (organization_id, id, version, user_name, user_name_key, external_id, active, role,"
                    + " family_name_key, given_name_key, display_name_key, created, last_modified, document, search)"
                    + " VALUES (?, ?, 1, ?, ?, ?, 1, ?, ?, ?, ?, NOW(3), NOW(3), ?, ?)";
    private static final String INSERT_VALUE =
            "INSERT INTO user_values (organization_id, attribute, value_key, user_id, element) VALUES (?, 'emails', ?, ?, 0)";
    private static final String INSERT_ACTIVITY =
            "INSERT INTO activity (organization_id, id, occurred, kind, status, user_id, subject, actor_kind, actor_name,"
                    + " address, user_agent, request_id, detail, changes) VALUES (?, ?, NOW(3), 'user.created', 200, ?, ?,"
                    + " 'TOKEN', 'Okta', '127.0.0.1', 'Okta SCIM Client 1.0.0', '0123456789abcdef', '', '')";
    private static final String UPDATE_USER =
            "UPDATE users SET version = version + 1, active = ?, last_modified = NOW(3), document = ?, search = ?"
                    + " WHERE organization_id = ? AND id = ?";

    private interface Work {
        void run(Connection connection, long organization, List<String> template) throws SQLException;
    }

    /**
     * Runs one of get, lookup, insert and update on all threads for a while.
     *
     * @param rate maximum number per second
     * @return the number, and the time in nanoseconds
     */
    String run(String what, double rate) {
        Work work =
                switch (what) {
                    case "get" -> this::get;
                    case "lookup" -> this::lookUp;
                    case "insert" -> PlainJdbc::insert;
                    default -> this::update;
                };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        DataSource pool = what.equals("get") || what.equals("lookup") ? pools.reading() : pools.writing();
        try {
            List<String> template = template(organizations[0]);
            long start = System.nanoTime();
            List<Future<Integer>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                long first = start + (long) (thread * NANOS_A_SECOND / rate);
                running.add(threads.submit(
                        () -> repeat(pool, work, template, first, THREADS * NANOS_A_SECOND / rate, start + NANOS)));
            }
            int done = 0;
            for (Future<Integer> one : running) {
                done += one.get();
            }
            return done + " " + (System.nanoTime() - start);
        } catch (InterruptedException | ExecutionException | SQLException failure) {
            throw new IllegalStateException(failure);
        } finally {
            threads.shutdown();
        }
    }

    private int repeat(DataSource pool, Work work, List<String> template, long first, double apart, long end)
            throws SQLException {
        int done = 0;
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            LockSupport.parkNanos(first + (long) (done * apart) - now);
            long organization = organizations[ThreadLocalRandom.current().nextInt(organizations.length)];
            try (Connection connection = pool.getConnection()) {
                work.run(connection, organization, template);
            }
            done++;
        }
        return done;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private byte[] someone() {
        return bytes(UUID.fromString(Users.id(ThreadLocalRandom.current().nextInt(1, users))));
    }

    private void get(Connection connection, long organization, List<String> template) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GET)) {
            statement.setLong(1, organization);
            statement.setBytes(2, someone());
            read(statement);
        }
    }

    private void lookUp(Connection connection, long organization, List<String> template) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOK_UP)) {
            statement.setLong(1, organization);
            statement.setString(2, Users.name(ThreadLocalRandom.current().nextInt(1, users)));
            read(statement);
        }
    }

    private static void read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next() || row.getString("document").isEmpty()) {
                throw new IllegalStateException("nobody there");
            }
        }
    }

    /** Returns the column values that all users share. */
    private List<String> template(long organization) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = pools.reading().getConnection();
                PreparedStatement statement = connection.prepareStatement(TEMPLATE)) {
            statement.setLong(1, organization);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                for (int column = 1; column <= 7; column++) {
                    columns.add(row.getString(column));
                }
            }
        }
        return columns;
    }

    private static void insert(Connection connection, long organization, List<String> template) throws SQLException {
        String name = "jdbc" + MADE.incrementAndGet() + "-" + UUID.randomUUID() + "@example.com";
        byte[] id = bytes(TimeOrderedId.at(Instant.now()));
        try (PreparedStatement user = connection.prepareStatement(INSERT_USER);
                PreparedStatement value = connection.prepareStatement(INSERT_VALUE)) {
            user.setLong(1, organization);
            user.setBytes(2, id);
            user.setString(3, name);
            user.setString(4, name);
            for (int column = 0; column < template.size(); column++) {
                user.setString(column + 5, template.get(column).replace(TEMPLATE_NAME, name));
            }
            user.executeUpdate();
            value.setLong(1, organization);
            value.setString(2, name);
            value.setBytes(3, id);
            value.executeUpdate();
            note(connection, organization, id, name);
            connection.commit();
        }
    }

    private void update(Connection connection, long organization, List<String> template) throws SQLException {
        byte[] id = someone();
        try (PreparedStatement get = connection.prepareStatement(GET);
                PreparedStatement update = connection.prepareStatement(UPDATE_USER)) {
            get.setLong(1, organization);
            get.setBytes(2, id);
            try (ResultSet row = get.executeQuery()) {
                row.next();
                update.setBoolean(1, ThreadLocalRandom.current().nextBoolean());
                update.setString(2, row.getString("document"));
                update.setString(3, row.getString("document"));
            }
            update.setLong(4, organization);
            update.setBytes(5, id);
            update.executeUpdate();
            note(connection, organization, id, "someone");
            connection.commit();
        }
    }

    private static void note(Connection connection, long organization, byte[] user, String name) throws SQLException {
        try (PreparedStatement activity = connection.prepareStatement(INSERT_ACTIVITY)) {
            activity.setLong(1, organization);
            activity.setBytes(2, bytes(TimeOrderedId.at(Instant.now())));
            activity.setBytes(3, user);
            activity.setString(4, name);
            activity.executeUpdate();
        }
    }
}
