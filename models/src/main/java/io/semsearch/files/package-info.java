/** Durable files, written completely or not at all. The program writes all its files through this package. */
@NullMarked
package io.semsearch.files;

import org.jspecify.annotations.NullMarked;
