/** Hubness correction: penalties for hub images, which are similar to nearly every query.
 *
 * <p>In the flow: between training and indexing. A {@link io.semsearch.hubness.CaptionBank} of training captions
 * represents future queries. Each image gets a {@link io.semsearch.hubness.HubPenalties penalty} for its similarity to
 * them. */
@NullMarked
package io.semsearch.hubness;

import org.jspecify.annotations.NullMarked;
