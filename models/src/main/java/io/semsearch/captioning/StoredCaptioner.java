package io.semsearch.captioning;

/** A captioner of a collection.
 *
 * @param manifest  what it says of itself
 * @param captioner writes captions */
public record StoredCaptioner(CaptionerManifest manifest, Captioner captioner) {}
