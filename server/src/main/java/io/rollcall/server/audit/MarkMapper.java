package io.rollcall.server.audit;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements on {@code audit_marks}; see MarkMapper.xml. */
interface MarkMapper {
    @CrossOrganization("marks are of the whole installation")
    Optional<String> find(@Param("name") String name);

    @CrossOrganization("marks are of the whole installation")
    Optional<String> newest(@Param("prefix") String prefix);

    @CrossOrganization("marks are of the whole installation")
    void put(@Param("name") String name, @Param("value") String value, @Param("changed") Instant changed);

    @CrossOrganization("marks are of the whole installation")
    void prune(@Param("prefix") String prefix, @Param("before") Instant before);
}
