package io.rollcall.server.console.page;

/** What a visitor sees where there is no page to show. @param back where the button leads, {@code link} its words */
record FailureView(Layout layout, int status, String detail, String back, String link) {}
