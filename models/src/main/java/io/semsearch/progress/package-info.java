/** How far a long piece of work has come: told by those who work, shown by the application. */
@NullMarked
package io.semsearch.progress;

import org.jspecify.annotations.NullMarked;
