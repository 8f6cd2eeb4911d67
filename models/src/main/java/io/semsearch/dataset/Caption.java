package io.semsearch.dataset;

/** A sentence that a person wrote about an image.
 *
 * @param id      unique number of the caption
 * @param imageId id of the image it describes
 * @param text    as written; may be blank */
public record Caption(long id, long imageId, String text) {}
