package io.rollcall.server.adminkeys;

/** Where an admin key is in its life; only a valid one lets its bearer in. */
public enum AdminKeyState {
    VALID,
    EXPIRED,
    REVOKED
}
