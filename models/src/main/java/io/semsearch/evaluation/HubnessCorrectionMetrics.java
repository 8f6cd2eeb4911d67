package io.semsearch.evaluation;

import io.semsearch.hubness.HubnessCorrection;

/** How well captions find their image while hubs are held back in one way.
 *
 * @param textToImage in the whole gallery
 * @param hubness     of the answers in that order */
public record HubnessCorrectionMetrics(HubnessCorrection correction, RetrievalMetrics textToImage, Hubness hubness) {}
