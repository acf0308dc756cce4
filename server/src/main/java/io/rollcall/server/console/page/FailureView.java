package io.rollcall.server.console.page;

/** What a visitor sees where there is no page to show. @param back where the button leads, {@code link} its words */
record FailureView(Frame frame, int status, String detail, String back, String link) {}
