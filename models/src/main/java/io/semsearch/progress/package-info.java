/** Progress of long operations: reported by the operations, displayed by the application. */
@NullMarked
package io.semsearch.progress;

import org.jspecify.annotations.NullMarked;
