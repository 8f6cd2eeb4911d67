/** Computes image features with an encoder, into a file that every other operation reads. In the flow: the first step
 * where a user has photos and no features. */
@NullMarked
package io.semsearch.operations.features;

import org.jspecify.annotations.NullMarked;
