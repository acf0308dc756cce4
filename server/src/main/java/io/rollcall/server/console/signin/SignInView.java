package io.rollcall.server.console.signin;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;

/** The page on which a visitor signs in. @param next where to go then */
record SignInView(Layout layout, String next, String name, FormProblem problem) {}
