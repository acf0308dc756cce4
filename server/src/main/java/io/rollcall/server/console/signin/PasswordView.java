package io.rollcall.server.console.signin;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Frame;

/** The page on which a visitor changes the password. @param forced whether nothing else is open to them before they do */
record PasswordView(Frame frame, String name, boolean forced, FormProblem problem) {}
