/** The pages of the site, rendered from the templates in {@code src/main/jte}, which escape all text. */
@NullMarked
package io.semsearch.server.pages;

import org.jspecify.annotations.NullMarked;
