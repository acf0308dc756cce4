package io.rollcall.server.console.signin;

import io.rollcall.server.console.page.Frame;
import java.util.Optional;

/** The page on which a visitor signs in. @param next where to go then */
record SignInView(Frame frame, String next, String name, Optional<String> problem) {}
