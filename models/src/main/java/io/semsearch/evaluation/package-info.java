/** How well photos are found: ranks, recall, triplets in the right order. */
@NullMarked
package io.semsearch.evaluation;

import org.jspecify.annotations.NullMarked;
