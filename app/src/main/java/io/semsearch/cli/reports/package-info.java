/** Tables, charts and HTML pages of measurements and search results. Pages are rendered from the templates in
 * {@code src/main/jte}, which the build compiles into this package. Console output is in {@code cli.output}. */
@NullMarked
package io.semsearch.cli.reports;

import org.jspecify.annotations.NullMarked;
