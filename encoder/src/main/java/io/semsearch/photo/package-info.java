/** Reading photos as cameras, phones and the web leave them: pixels, EXIF data, thumbnails. */
@NullMarked
package io.semsearch.photo;

import org.jspecify.annotations.NullMarked;
