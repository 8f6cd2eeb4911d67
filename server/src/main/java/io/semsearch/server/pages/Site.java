package io.semsearch.server.pages;

import java.util.List;

/** What every page knows.
 *
 * @param collection  that is shown
 * @param collections names of all
 * @param images      number of images of the one that is shown
 * @param mayWrite    true if this visitor may change it
 * @param needsToken  true if the visitor could with a token */
public record Site(String collection, List<String> collections, int images, boolean mayWrite, boolean needsToken) {}
