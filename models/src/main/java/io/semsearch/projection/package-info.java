/** The learned projection from image features to the semantic space, in plain Java, as indexing and searching use
 * it. */
@NullMarked
package io.semsearch.projection;

import org.jspecify.annotations.NullMarked;
