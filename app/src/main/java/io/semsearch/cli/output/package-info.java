/** What commands print and write: tables, JSON, progress, charts, HTML pages. */
@NullMarked
package io.semsearch.cli.output;

import org.jspecify.annotations.NullMarked;
