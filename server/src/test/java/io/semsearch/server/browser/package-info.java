/** Drives the site in Chromium, as a person does: on a small collection of postcards that the tests train and index. */
@NullMarked
package io.semsearch.server.browser;

import org.jspecify.annotations.NullMarked;
