/** Looks through a collection without changing it: what it holds, whether it is whole, which images are hubs. Each
 * class is an operation. */
@NullMarked
package io.semsearch.operations.inspection;

import org.jspecify.annotations.NullMarked;
