package io.rollcall.server.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a statement that is not limited to one organization, with the reason. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CrossOrganization {
    /** Reason why the statement may read more than one organization. */
    String value();
}
