/** What keeps hubs, images that stand near every query, out of answers that they do not belong in.
 *
 * <p>Comes between training and indexing: a {@link io.semsearch.hubness.CaptionBank} of training captions stands for the
 * queries to come, and each image pays a {@link io.semsearch.hubness.HubPenalties penalty} for being near to all of them. */
@NullMarked
package io.semsearch.hubness;

import org.jspecify.annotations.NullMarked;
