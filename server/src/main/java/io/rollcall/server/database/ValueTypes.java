package io.rollcall.server.database;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.binding.MapperMethod.ParamMap;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.property.PropertyTokenizer;
import org.apache.ibatis.reflection.wrapper.DefaultObjectWrapperFactory;
import org.apache.ibatis.reflection.wrapper.MapWrapper;
import org.apache.ibatis.reflection.wrapper.ObjectWrapper;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandlerRegistry;

/** Type handlers that map our value types to columns, and the reader of parameters. */
final class ValueTypes {
    static final Column<UUID> UUIDS = new Uuids();
    static final Column<UserId> USER_IDS = new UserIds();
    static final Column<Instant> INSTANTS = new Instants();

    private ValueTypes() {}

    static void register(TypeHandlerRegistry registry) {
        registry.register(OrganizationId.class, new OrganizationIds());
        registry.register(UUID.class, UUIDS);
        registry.register(UserId.class, USER_IDS);
        registry.register(Instant.class, INSTANTS);
        registry.register(Optional.class, new Optionals());
    }

    /** Base class for values of one column. */
    abstract static class Column<T> extends BaseTypeHandler<T> {
        abstract Object toColumn(T value);

        abstract T fromColumn(ResultSet row, int column) throws SQLException;

        @Override
        public void setNonNullParameter(PreparedStatement statement, int index, T value, JdbcType type)
                throws SQLException {
            statement.setObject(index, toColumn(value));
        }

        @Override
        public T getNullableResult(ResultSet row, String column) throws SQLException {
            return getNullableResult(row, row.findColumn(column));
        }

        @Override
        public T getNullableResult(ResultSet row, int column) throws SQLException {
            return fromColumn(row, column);
        }

        @Override
        public T getNullableResult(java.sql.CallableStatement statement, int column) {
            throw new UnsupportedOperationException("stored procedures are not supported");
        }
    }

    private static final class OrganizationIds extends Column<OrganizationId> {
        @Override
        Object toColumn(OrganizationId value) {
            return value.value();
        }

        @Override
        OrganizationId fromColumn(ResultSet row, int column) throws SQLException {
            return new OrganizationId(row.getLong(column));
        }
    }

    /** BINARY(16), most significant byte first, so that ids sort like their text. */
    private static final class Uuids extends Column<UUID> {
        @Override
        Object toColumn(UUID value) {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits())
                    .array();
        }

        @Override
        UUID fromColumn(ResultSet row, int column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            if (bytes == null) {
                return null;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
    }

    private static final class UserIds extends Column<UserId> {
        private final Uuids uuids = new Uuids();

        @Override
        Object toColumn(UserId value) {
            return uuids.toColumn(value.value());
        }

        @Override
        UserId fromColumn(ResultSet row, int column) throws SQLException {
            UUID value = uuids.fromColumn(row, column);
            return value == null ? null : new UserId(value);
        }
    }

    /** DATETIME in UTC, independent of the time zone of the server or session. */
    private static final class Instants extends Column<Instant> {
        @Override
        Object toColumn(Instant value) {
            return LocalDateTime.ofInstant(value, ZoneOffset.UTC);
        }

        @Override
        Instant fromColumn(ResultSet row, int column) throws SQLException {
            LocalDateTime value = row.getObject(column, LocalDateTime.class);
            return value == null ? null : value.toInstant(ZoneOffset.UTC);
        }
    }

    /** Writes an empty Optional as NULL. Not for reading, since a result type lacks the Optional's type argument. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static final class Optionals extends Column<Optional> {
        private final OrganizationIds organizationIds = new OrganizationIds();
        private final UserIds userIds = new UserIds();
        private final Uuids uuids = new Uuids();
        private final Instants instants = new Instants();

        @Override
        Object toColumn(Optional value) {
            Object present = value.orElse(null);
            if (present instanceof OrganizationId id) {
                return organizationIds.toColumn(id);
            }
            if (present instanceof UserId id) {
                return userIds.toColumn(id);
            }
            if (present instanceof UUID uuid) {
                return uuids.toColumn(uuid);
            }
            return present instanceof Instant instant ? instants.toColumn(instant) : present;
        }

        @Override
        Optional<String> fromColumn(ResultSet row, int column) {
            throw new UnsupportedOperationException("results are read as nullable columns");
        }
    }

    /** Factory for the parameters of mapper methods, which MyBatis passes as a {@link ParamMap}. */
    static final class ParameterWrappers extends DefaultObjectWrapperFactory {
        @Override
        public boolean hasWrapperFor(Object object) {
            return object instanceof ParamMap;
        }

        @Override
        @SuppressWarnings("unchecked")
        public ObjectWrapper getWrapperFor(MetaObject wrapper, Object object) {
            return new Parameters(wrapper, (Map<String, Object>) object);
        }
    }

    /**
     * Reader of a statement's parameters. MyBatis would wrap a record again for each of its components that the statement binds.
     */
    private static final class Parameters extends MapWrapper {
        private final Map<String, MetaObject> wrapped = new HashMap<>();

        private Parameters(MetaObject parameters, Map<String, Object> values) {
            super(parameters, values);
        }

        @Override
        public Object get(PropertyTokenizer property) {
            return property.hasNext() && property.getIndex() == null
                    ? wrapped.computeIfAbsent(property.getName(), metaObject::metaObjectForProperty)
                            .getValue(property.getChildren())
                    : super.get(property);
        }
    }
}
