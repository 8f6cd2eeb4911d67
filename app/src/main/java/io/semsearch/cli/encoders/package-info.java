/** {@code encoder} and {@code features}: image networks as encoders, and the features that they give photos. */
@NullMarked
package io.semsearch.cli.encoders;

import org.jspecify.annotations.NullMarked;
