/** The collection in a folder of this machine: {@link io.semsearch.search.local.ImageSearcher} opens it, composes the
 * vector of a query, chooses the hits, and turns pages; {@link io.semsearch.search.local.IndexVerifier} checks it.
 *
 * <p>Public are {@code ImageSearcher}, {@code SearcherOptions}, {@code IndexVerifier}, {@code VerificationReport} and
 * {@code Spellings}. */
@NullMarked
package io.semsearch.search.local;

import org.jspecify.annotations.NullMarked;
