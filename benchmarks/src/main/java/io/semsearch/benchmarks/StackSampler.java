package io.semsearch.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples a thread's stack every millisecond, and counts the samples by part of a training step. */
final class StackSampler implements AutoCloseable {

    /** The parts of a step. A stack belongs to the part of its innermost known frame. A frame belongs to the first part
     * that lists its class, or its class and method. */
    private static final List<Part> PARTS = List.of(new Part("allocation", "StepMemory"),
            new Part("transfer", "NativeArrays"), new Part("optimizer", "AdamUpdater"),
            new Part("words of the batch", "LearnedWords.sum"), new Part("words of the batch", "LearnedWords.add"),
            new Part("words of the batch", "LearnedWords$Occurrences"), new Part("optimizer", "RowOptimizer"),
            new Part("dropout mask", "DropoutMask"), new Part("hardest pairs", "HardestPairs"),
            new Part("measuring", "EpochStatistics"), new Part("measuring", "CollapseDetector"), new Part("graph: native operations", "NativeOpExecutioner"),
            new Part("graph: repetition", "RecordedStep"));

    private final Thread watched;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::watch, "stack sampler");
    private volatile boolean isClosed;

    StackSampler(Thread watched) {
        this.watched = watched;
        thread.setDaemon(true);
    }

    private record Part(String name, String frame) {}

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Share of the time by part; available after closing. */
    Map<String, Double> shares() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.forEach((part, count) -> shares.put(part, (double) count / all));
        return shares;
    }

    private void watch() {
        while (!isClosed) {
            counts.merge(part(watched.getStackTrace()), 1, Integer::sum);
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String part(StackTraceElement[] stack) {
        String found = "other";
        for (StackTraceElement frame : stack) {
            String place = frame.getClassName() + "." + frame.getMethodName();
            for (Part part : PARTS) {
                if (place.contains(part.frame)) {
                    found = part.name;
                    break;
                }
            }
            if (!found.equals("other")) {
                break;
            }
        }
        return found.equals("graph: native operations") ? ofGraphOrNot(stack) : found;
    }

    /** The part of a native operation. Those of the optimizer run one by one, those of the graph in a recorded step. */
    private static String ofGraphOrNot(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().contains("RecordedStep")) {
                return "graph: native operations";
            }
        }
        return "optimizer";
    }
}
