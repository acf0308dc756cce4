package io.rollcall.server.console.overview;

import io.rollcall.server.console.page.Layout;

/** How many users there are; counting a million takes so long that the page does not wait for it. */
record CountsView(Layout layout, long active, long inactive) {}
