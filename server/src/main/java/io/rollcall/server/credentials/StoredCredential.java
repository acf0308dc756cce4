package io.rollcall.server.credentials;

/** A credential as the database has it. @param hash SHA-256 of its text */
public record StoredCredential<C extends Credential>(C credential, byte[] hash) {}
