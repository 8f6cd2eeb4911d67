/** Options that several commands share, and how their values are parsed. */
@NullMarked
package io.semsearch.cli.options;

import org.jspecify.annotations.NullMarked;
