package io.semsearch.indexer;

import io.semsearch.progress.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.InfoStream;

/** Tells how far the graphs have come, from what Lucene says while it builds them: a line every 10,000 vectors; of a graph
 * that is joined from earlier ones, a line at its end. */
final class GraphProgress extends InfoStream {

    private static final String HNSW = "HNSW";
    private static final Pattern BUILT = Pattern.compile("built (\\d+) in ");
    private static final Pattern FINISHED = Pattern
            .compile("(?:addVectors .*|merge completed): (\\d+) vectors ");

    private Progress.Task task = Progress.Task.NONE;
    private long earlierGraphs;

    /** From now on, tells this task of vectors linked, in all graphs that are begun from now on together. */
    synchronized void tell(Progress.Task listener) {
        task = listener;
        earlierGraphs = 0;
    }

    @Override
    public boolean isEnabled(String component) {
        return component.equals(HNSW);
    }

    @Override
    public synchronized void message(String component, String message) {
        Matcher built = BUILT.matcher(message);
        if (built.lookingAt()) {
            task.advanceTo(earlierGraphs + Long.parseLong(built.group(1)));
        }
        Matcher finished = FINISHED.matcher(message);
        if (finished.lookingAt()) {
            earlierGraphs += Long.parseLong(finished.group(1));
            task.advanceTo(earlierGraphs);
        }
    }

    @Override
    public void close() {}
}
