/** Readers of plain text: a sentence a line, for word vectors to be learned from. */
@NullMarked
package io.semsearch.datasets.text;

import org.jspecify.annotations.NullMarked;
