/** The embedded sample: generated postcards with captions, so that the complete flow from photos to search runs without
 * a download.
 *
 * <p>{@link io.semsearch.postcards.PostcardSampleWriter} writes a sample into a folder; {@link
 * io.semsearch.postcards.SamplePlan} determines what each postcard shows and which combinations are held out from
 * training.
 *
 * <p>In the flow: it provides the images and captions that users otherwise bring. */
@NullMarked
package io.semsearch.postcards;

import org.jspecify.annotations.NullMarked;
