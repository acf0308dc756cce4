package io.rollcall.server.console.page;

/** What a visitor sees where there is no page to show. */
record FailureView(Frame frame, int status, String detail) {}
