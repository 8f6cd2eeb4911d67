package io.semsearch.evaluation;

/** Text-to-image results for queries in one form.
 *
 * @param form        form of the queries
 * @param queries     number of captions, including failed ones
 * @param failed      number of captions without a known word; they find nothing and count as ranked last
 * @param textToImage metrics from the rank of each caption's own image */
public record QueryFormMetrics(QueryForm form, int queries, int failed, RetrievalMetrics textToImage) {}
