package io.rollcall.server.console.overview;

import io.rollcall.server.console.page.Frame;

/** How many users there are; counting a million takes so long that the page does not wait for it. */
record CountsView(Frame frame, long active, long inactive) {}
