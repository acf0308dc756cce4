package io.rollcall.server.administrators;

import io.rollcall.server.kernel.SecretText;

/** The secrets that a browser keeps after a sign-in. @param browser by which it is recognised at the next one */
public record SignedIn(SecretText session, SecretText browser) {}
