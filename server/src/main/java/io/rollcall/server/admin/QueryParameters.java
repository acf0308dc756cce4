package io.rollcall.server.admin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameters that an operation takes in its query; one without this takes none. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface QueryParameters {
    String[] value();
}
