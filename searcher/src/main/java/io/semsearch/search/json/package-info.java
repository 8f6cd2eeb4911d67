/** Search requests and answers as JSON: one format for the command line, for services and for their clients.
 *
 * <p>{@code docs/formats.md} describes the format field by field. Everything is streamed with jackson-core: a search
 * from the shell ends before data binding would be loaded. */
@NullMarked
package io.semsearch.search.json;

import org.jspecify.annotations.NullMarked;
