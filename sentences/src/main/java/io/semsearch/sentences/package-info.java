/** The sentence encoder MiniLM: from a sentence to word pieces, and through the network to a vector. */
@NullMarked
package io.semsearch.sentences;

import org.jspecify.annotations.NullMarked;
