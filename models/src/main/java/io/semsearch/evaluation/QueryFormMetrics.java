package io.semsearch.evaluation;

/** How well images are found by captions in one form.
 *
 * @param form        in which they are asked for
 * @param queries     number of captions, failed ones too
 * @param failed      those without a known word: they find nothing, and count as ranked last
 * @param textToImage the rank of each caption's own image */
public record QueryFormMetrics(QueryForm form, int queries, int failed, RetrievalMetrics textToImage) {}
