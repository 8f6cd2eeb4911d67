/** The web site and the REST service of collections: {@link io.semsearch.server.SearchServer} starts both.
 *
 * <p>A request comes through {@code http} (who may ask, how much, and how errors are answered), is answered by {@code
 * api} (JSON and pictures) or {@code pages} (HTML), and these ask {@code collections}, which hold what is open. */
@NullMarked
package io.semsearch.server;

import org.jspecify.annotations.NullMarked;
