package io.rollcall.server.tokens;

/** A token just made, with the text that is shown now and never again. */
public record IssuedToken(Token token, TokenSecret secret) {}
