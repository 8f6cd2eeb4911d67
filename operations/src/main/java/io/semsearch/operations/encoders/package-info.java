/** The image encoders of this computer: from a file or a download to an encoder that makes features. */
@NullMarked
package io.semsearch.operations.encoders;

import org.jspecify.annotations.NullMarked;
