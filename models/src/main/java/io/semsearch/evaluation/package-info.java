/** Retrieval quality: ranks, recall, hubness, query forms and confidence intervals. */
@NullMarked
package io.semsearch.evaluation;

import org.jspecify.annotations.NullMarked;
