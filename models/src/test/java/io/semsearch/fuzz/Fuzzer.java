package io.semsearch.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Changes files at random and tries each, for a bounded time.
 *
 * <p>{@code -Dtests.fuzz.seconds=N} is the time, {@value #DEFAULT_SECONDS} if not given, and
 * {@code -Dtests.fuzz.trials=N} the most trials, {@value #DEFAULT_TRIALS}. The changes are the same in each run, so
 * that a build that passed passes again; {@code -Dtests.seed=N} makes others. A failure names the seed that makes its
 * change the first one. */
public final class Fuzzer {

    private static final int DEFAULT_SECONDS = 20;
    private static final int DEFAULT_TRIALS = 2000;
    private static final long DEFAULT_SEED = 20_261_128;
    private static final Duration MOST_TIME_A_TRIAL = Duration.ofSeconds(10);
    private static final int MOST_BYTES_SHOWN = 2000;

    private Fuzzer() {}

    /** Uses a changed file. */
    @FunctionalInterface
    public interface Trial {

        /** @param number  of the file among the originals, from 0
         * @param changed its bytes
         * @return true if the file was read; false if it was refused as it should be */
        boolean isRead(int number, byte[] changed) throws Exception;
    }

    /** Tries changed files until the time or the number of trials is over.
     *
     * @throws AssertionError if a trial fails or takes long, or if none of the files or all of them are read: then the
     *                        changes do not reach what is tested */
    public static void run(List<byte[]> originals, Change change, Trial trial) {
        long firstSeed = Long.getLong("tests.seed", DEFAULT_SEED);
        long lastSeed = firstSeed + Integer.getInteger("tests.fuzz.trials", DEFAULT_TRIALS) - 1;
        long end = System.nanoTime() + Duration.ofSeconds(Integer.getInteger("tests.fuzz.seconds", DEFAULT_SECONDS))
                .toNanos();
        int read = 0;
        int refused = 0;
        for (long seed = firstSeed; seed <= lastSeed && (System.nanoTime() < end || seed == firstSeed); seed++) {
            Random random = new Random(seed);
            int number = random.nextInt(originals.size());
            byte[] changed = change.of(originals.get(number), random);
            if (Arrays.equals(changed, originals.get(number))) {
                continue;
            }
            if (isRead(trial, number, changed, seed)) {
                read++;
            } else {
                refused++;
            }
        }
        System.out.printf("-Dtests.seed=%d: %,d changed files read, %,d refused%n", firstSeed, read, refused);
        if (refused == 0) {
            throw new AssertionError("no changed file was refused: the changes do not reach the reader");
        }
    }

    private static boolean isRead(Trial trial, int number, byte[] changed, long seed) {
        long start = System.nanoTime();
        boolean isRead;
        try {
            isRead = trial.isRead(number, changed);
        } catch (Exception | Error e) {
            throw new AssertionError(describe(number, changed, seed) + ": " + e, e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(MOST_TIME_A_TRIAL) > 0) {
            throw new AssertionError(describe(number, changed, seed) + ": took " + took);
        }
        return isRead;
    }

    private static String describe(int number, byte[] changed, long seed) {
        String hex = HexFormat.of().formatHex(changed, 0, Math.min(changed.length, MOST_BYTES_SHOWN));
        return "-Dtests.seed=" + seed + ", file " + number + ", " + changed.length + " bytes: " + hex;
    }
}
