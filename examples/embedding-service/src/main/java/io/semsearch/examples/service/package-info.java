/** A service that embeds the searcher: what one writes to have semantic image search in one's own program. */
@NullMarked
package io.semsearch.examples.service;

import org.jspecify.annotations.NullMarked;
