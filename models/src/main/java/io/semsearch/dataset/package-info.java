/** Captioned images and their features: the output of the readers and the input of training. */
@NullMarked
package io.semsearch.dataset;

import org.jspecify.annotations.NullMarked;
