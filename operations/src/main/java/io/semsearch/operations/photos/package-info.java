/** A collection that grows from photos: finds photos in folders, encodes what is new, and brings the index up to date.
 * In the flow: from files on a disk to an index, without files of features. */
@NullMarked
package io.semsearch.operations.photos;

import org.jspecify.annotations.NullMarked;
