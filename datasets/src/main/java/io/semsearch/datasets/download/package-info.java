/** Downloads over HTTP: known files, resumed and verified by digest; and small files from URLs that others wrote, by
 * {@link io.semsearch.datasets.download.GuardedFetcher}. */
@NullMarked
package io.semsearch.datasets.download;

import org.jspecify.annotations.NullMarked;
