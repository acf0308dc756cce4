package io.rollcall.server.console.signin;

import io.rollcall.server.console.page.Frame;
import java.util.Optional;

/** The page on which a visitor changes the password. @param forced whether nothing else is open to them before they do */
record PasswordView(Frame frame, String name, boolean forced, Optional<String> problem) {}
