/** What a user can do with a collection, without a console: one class for each operation, each with a record of options
 * (which holds every default), a record of results, and an {@link io.semsearch.operations.OperationListener}.
 *
 * <p>In the flow: above readers, trainer, indexer and searcher, which it brings together; below the command line and
 * the web site, which parse a request, call an operation and print its result.
 *
 * <p>Operations are in packages by what they work on: {@code training} makes a model, {@code evaluation} measures
 * models, {@code indexing} writes and changes an index, {@code inspection} looks through one, {@code vectors} makes
 * word vectors, {@code features} computes features of photos. This package holds what they share. */
@NullMarked
package io.semsearch.operations;

import org.jspecify.annotations.NullMarked;
