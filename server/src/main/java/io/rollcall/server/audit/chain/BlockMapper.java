package io.rollcall.server.audit.chain;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code chain_blocks}; see BlockMapper.xml. */
interface BlockMapper {
    /** Inserts a block. @return 0 if the organization does not exist, or is being deleted */
    int insert(OrganizationId organizationId, Block block);

    @CrossOrganization("the audit log is of the whole installation")
    void insertOfInstallation(Block block);

    @CrossOrganization("entries of all organizations are chained together")
    List<HeadRow> heads(List<OrganizationId> chains);

    Optional<HeadRow> head(OrganizationId organizationId);

    List<BlockRow> page(OrganizationId organizationId, long from, int limit);

    /** Returns the block that contains a position. */
    Optional<BlockRow> reaching(OrganizationId organizationId, long position);

    @CrossOrganization("late entries of all organizations are looked for together")
    List<BlockRow> createdSince(boolean installation, Block.Key after, int limit);

    @CrossOrganization("the operator verifies all chains")
    List<OrganizationId> chains();

    int removeBefore(OrganizationId organizationId, long position, int most);

    Optional<Long> firstSince(OrganizationId organizationId, Instant time);

    int remove(OrganizationId organizationId, int most);

    @CrossOrganization("whether the organization of a chain is still there is for the operator to know")
    boolean organizationExists(OrganizationId organization);

    /** Row of {@code chain_blocks}. */
    record BlockRow(
            OrganizationId organizationId,
            long position,
            byte[] previous,
            byte[] head,
            Instant newest,
            byte[] links,
            Instant created) {

        Block toBlock() {
            return new Block(
                    organizationId, position, Hash.of(previous), Hash.of(head), newest, Block.Link.decode(links));
        }
    }

    /** End of a row of {@code chain_blocks}. @param chainEnd the position after its last entry */
    record HeadRow(OrganizationId organizationId, long chainEnd, byte[] head, Instant newest) {
        Head toHead() {
            return new Head(organizationId, chainEnd, Hash.of(head), newest);
        }
    }
}
