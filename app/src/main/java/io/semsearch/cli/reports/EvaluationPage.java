package io.semsearch.cli.reports;

import java.util.List;

/** What the page of an evaluation shows.
 *
 * @param model         the fingerprint's first digits
 * @param collection    the folder of the model
 * @param plots         of the evaluation; empty if this Java cannot draw
 * @param trainingPlots of the model's training; empty if its reports are missing
 * @param best          the captions that find their photo first, with the highest similarity
 * @param worst         the captions that rank their photo last
 * @param hubs          the photos in most lists */
record EvaluationPage(String model, String collection, MeasurementTable table, List<Plot> plots,
        List<Plot> trainingPlots, List<Example> best, List<Example> worst, List<Card> hubs) {

    /** A caption, its own photo, and the photos that it finds. */
    record Example(String caption, List<Card> cards) {}
}
