package io.semsearch.dataset;

/** A sentence that a person wrote about a photo.
 *
 * @param id      the caption's number
 * @param imageId the photo it describes
 * @param text    as written; may be blank */
public record Caption(long id, long imageId, String text) {}
