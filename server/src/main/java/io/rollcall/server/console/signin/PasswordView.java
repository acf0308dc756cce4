package io.rollcall.server.console.signin;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;

/** The page on which a visitor changes the password. @param forced whether nothing else is open to them before they do */
record PasswordView(Layout layout, String name, boolean forced, FormProblem problem) {}
