/** Captioned photos and their features: what the readers deliver and training starts from. */
@NullMarked
package io.semsearch.dataset;

import org.jspecify.annotations.NullMarked;
