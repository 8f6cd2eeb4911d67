/** Photos of an index that lie elsewhere: fetched from their URLs, politely. */
@NullMarked
package io.semsearch.operations.images;

import org.jspecify.annotations.NullMarked;
