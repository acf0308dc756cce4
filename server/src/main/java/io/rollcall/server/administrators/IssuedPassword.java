package io.rollcall.server.administrators;

import java.time.Instant;

/** A password that an administrator is told once, and has to change. @param until how long it is good for */
public record IssuedPassword(Administrator administrator, String password, Instant until) {
    @Override
    public String toString() {
        return "***";
    }
}
