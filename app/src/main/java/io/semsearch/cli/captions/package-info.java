/** {@code captioner}, {@code caption}. */
@NullMarked
package io.semsearch.cli.captions;

import org.jspecify.annotations.NullMarked;
