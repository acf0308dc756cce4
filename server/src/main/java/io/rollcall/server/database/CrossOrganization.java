package io.rollcall.server.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the rare statement that is not limited to one organization, and says why. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface CrossOrganization {
    /** Why the statement may see more than one organization. */
    String value();
}
