/** The learned map from image features to the semantic space, as plain Java: what indexing and searching run. */
@NullMarked
package io.semsearch.projection;

import org.jspecify.annotations.NullMarked;
