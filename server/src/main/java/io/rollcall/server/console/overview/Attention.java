package io.rollcall.server.console.overview;

/**
 * Something that an administrator should do.
 *
 * @param text what is the matter
 * @param path where it is mended
 * @param link what the link there says
 * @param urgent whether users are not provisioned because of it
 */
record Attention(String text, String path, String link, boolean urgent) {}
