package io.rollcall.server.scim.filter;

import java.math.BigDecimal;

/** JSON value in a comparison ({@code compValue} of RFC 7644 section 3.4.2.2). */
public sealed interface Literal {

    record Text(String value) implements Literal {}

    record Number(BigDecimal value) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Null() implements Literal {}
}
