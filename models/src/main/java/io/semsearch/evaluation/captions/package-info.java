/** Measures written captions against those of people: BLEU, ROUGE-L and CIDEr-D. */
@NullMarked
package io.semsearch.evaluation.captions;

import org.jspecify.annotations.NullMarked;
