package io.rollcall.server.scim.scimple;

import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.importexport.UserDocuments;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.UserRepresentation;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.paging.CursorPaging;
import io.rollcall.server.scim.paging.Cursors;
import io.rollcall.server.scim.paging.IndexPaging;
import io.rollcall.server.scim.patch.Patches;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.users.Users;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Makes a {@link UserRepository} for whoever asks, out of the parts that all of them share.
 *
 * @param reader reads what clients write
 * @param rules turns that into what is stored
 * @param patches reads what clients change
 * @param representation turns that into rows
 * @param byCursor leads through lists by cursor
 * @param byIndex leads through lists by index
 * @param memory what large requests share
 * @param slowSearches how many searches without an index run at the same time
 */
public record UserRepositories(
        Users users,
        UserSchemas schemas,
        UserLimits limits,
        ScimJson json,
        DocumentReader reader,
        WriteRules rules,
        Patches patches,
        UserRepresentation representation,
        CursorPaging byCursor,
        IndexPaging byIndex,
        WorkingMemory memory,
        ConcurrencyLimit slowSearches) {

    public static UserRepositories of(
            Users users,
            UserSchemas schemas,
            UserLimits limits,
            ScimJson json,
            Cursors cursors,
            WorkingMemory memory,
            ConcurrencyLimit slowSearches) {
        return new UserRepositories(
                users,
                schemas,
                limits,
                json,
                new DocumentReader(schemas),
                new WriteRules(schemas),
                new Patches(schemas, limits.patches()),
                new UserRepresentation(schemas, json),
                new CursorPaging(users, cursors),
                new IndexPaging(users, Ticker.systemTicker()),
                memory,
                slowSearches);
    }

    public UserRepository of(ScimCaller caller) {
        return new UserRepository(this, caller);
    }

    /** Reads Users that come from files. */
    public UserDocuments imported() {
        return new ImportedUsers(this, new UserWrites(this));
    }

    public UserRepository of(ContainerRequestContext request) {
        return of(ScimCaller.of(request));
    }
}
