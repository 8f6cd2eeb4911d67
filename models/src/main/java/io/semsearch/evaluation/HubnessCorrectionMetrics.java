package io.semsearch.evaluation;

import io.semsearch.hubness.HubnessCorrection;

/** Text-to-image results with one hubness correction.
 *
 * @param textToImage metrics in the whole gallery
 * @param hubness     k-occurrences in the corrected ranking */
public record HubnessCorrectionMetrics(HubnessCorrection correction, RetrievalMetrics textToImage, Hubness hubness) {}
