/** The collections that are served: what stays open between requests, and changes one after the other. */
@NullMarked
package io.semsearch.server.collections;

import org.jspecify.annotations.NullMarked;
