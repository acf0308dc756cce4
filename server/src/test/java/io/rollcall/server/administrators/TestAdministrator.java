package io.rollcall.server.administrators;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.rollcall.server.database.Database;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A new administrator who has chosen a password, for tests whose subject is not how passwords are hashed: the hash is as cheap as
 * Argon2 permits, whereas adding one and changing the password would cost a second of CPU.
 */
public record TestAdministrator(String name) {
    public static final String PASSWORD = "four quiet garden chairs";

    private static final String CHEAP_HASH = Password.hash(PASSWORD)
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(8, 1, 1, 32, Argon2.ID))
            .getResult();

    /** @param organization the only one to administer; empty for all */
    public static TestAdministrator create(RunningServer server, Optional<OrganizationId> organization) {
        String name = "admin-" + UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        server.component(Database.class).write(tx -> {
            AdministratorMapper mapper = tx.mapper(AdministratorMapper.class);
            mapper.noteExistence();
            mapper.insert(organization, name, Administrator.key(name), CHEAP_HASH, now, now, Actor.system());
            long id = mapper.findByName(Administrator.key(name))
                    .orElseThrow()
                    .toAdministrator()
                    .id();
            mapper.setPassword(id, CHEAP_HASH, Optional.empty());
            return id;
        });
        return new TestAdministrator(name);
    }
}
