package io.semsearch.server.collections;

import io.semsearch.artifact.ModelManifest;
import io.semsearch.artifact.ModelReader;
import io.semsearch.evaluation.Hubness;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.inspection.FindHubs;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.search.local.VerificationReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What can be said about the whole of a collection. Thread-safe. */
public final class Facts implements Closeable {

    /** Captions that are asked to find hubs. */
    private static final int HUB_QUERIES = 500;
    private static final int CANDIDATES_PER_EXAMPLE = 8;
    private static final int LONGEST_EXAMPLE = 60;
    private static final int LONGEST_REPORT = 1 << 20;
    private static final int MOST_ROWS = 200;
    /** The border of two cells in Markdown. */
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern TWO_WORDS = Pattern.compile("\\p{L}+\\P{L}+\\p{L}+.*");

    private final CollectionFolder folder;
    private final ImageSearcher searcher;
    private final Remembered quick;
    private final Remembered slow;

    Facts(CollectionFolder folder, ImageSearcher searcher) {
        this.folder = folder;
        this.searcher = searcher;
        this.quick = new Remembered(searcher);
        this.slow = new Remembered(searcher);
    }

    /** Numbers of the index. */
    public IndexInfo index() throws IOException {
        return searcher.info();
    }

    /** Counts of the images.
     *
     * @param captions        of all images
     * @param withoutCaptions images that have none
     * @param withFile        images of which a local file is known */
    public record Counts(int captions, int withoutCaptions, int withFile) {}

    /** Counts the images. */
    public Counts counts() throws IOException {
        return quick.get("counts", Counts.class, () -> {
            int[] counts = new int[3];
            searcher.forEach(image -> {
                counts[0] += image.captions().size();
                counts[1] += image.captions().isEmpty() ? 1 : 0;
                counts[2] += image.file().isPresent() ? 1 : 0;
            });
            return new Counts(counts[0], counts[1], counts[2]);
        });
    }

    /** Short captions of random images, to be searched for. */
    public List<String> examples(int count, long seed) throws IOException {
        Set<String> examples = new LinkedHashSet<>();
        for (IndexedImage image : searcher.sample(count * CANDIDATES_PER_EXAMPLE, seed)) {
            image.captions().stream().map(Facts::plain)
                    .filter(text -> text.length() <= LONGEST_EXAMPLE && TWO_WORDS.matcher(text).matches()).findFirst()
                    .filter(text -> examples.size() < count).ifPresent(examples::add);
        }
        return List.copyOf(examples);
    }

    private static String plain(String caption) {
        return caption.replaceAll("\\p{C}", " ").replaceAll("\\s+", " ").replaceAll("[ .]+$", "").strip();
    }

    /** What {@code verify} finds. */
    public VerificationReport verification(double nearDuplicates) throws IOException {
        return slow.get("verification " + nearDuplicates, VerificationReport.class, () -> VerifyIndex
                .run(new VerifyIndex.Options(folder, nearDuplicates), OperationListener.NONE));
    }

    /** A problem that {@code verify} found, without the folder of the collection. */
    public String withoutFolder(String problem) {
        return problem.replace(folder.path() + "/", "").replace(folder.path().toString(), "the collection");
    }

    /** How the model was trained and measured. */
    public ModelManifest model() throws IOException {
        return ModelReader.readManifest(folder.model());
    }

    /** The epochs of the training, each a JSON object; empty if they were not kept. */
    public List<String> epochs() throws IOException {
        return report("training.jsonl", "{");
    }

    /** What each part of the training adds, as {@code reproduce --table} wrote it to {@code reports/ablation.md}.
     *
     * @return the rows, the first of which names the columns; empty if there is no such table */
    public List<List<String>> ablation() throws IOException {
        return report("ablation.md", "| ").stream().limit(MOST_ROWS)
                .map(row -> Arrays.stream(CELL_BORDER.split(row)).skip(1)
                        .map(cell -> cell.strip().replace("\\|", "|")).toList())
                .toList();
    }

    /** The lines of a report that begin with some text; none if there is no such report. */
    private List<String> report(String name, String start) throws IOException {
        Path file = folder.reports().resolve(name);
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_REPORT) {
            return List.of();
        }
        return Files.readString(file, StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(start)).toList();
    }

    /** How often images are among the first results.
     *
     * @param queries   that were asked
     * @param skewness  of the numbers without correction
     * @param histogram number of images by how often they were found, without correction
     * @param top       the images that were found most often */
    public record Hubs(int queries, double skewness, Map<Integer, Integer> histogram, List<Hubness.Hub> top) {}

    /** Looks for hubs; those of no query if the model keeps no captions to ask with. */
    public Hubs hubs() throws IOException {
        try {
            return slow.get("hubs", Hubs.class, this::findHubs);
        } catch (IndexFileException e) {
            return new Hubs(0, 0, Map.of(), List.of());
        }
    }

    private Hubs findHubs() throws IOException {
        FindHubs.Result found = FindHubs.run(new FindHubs.Options(folder, HUB_QUERIES), OperationListener.NONE);
        Map<Long, Integer> counts = found.occurrences().getOrDefault(HubnessCorrection.NONE, Map.of());
        Map<Integer, Integer> histogram = new TreeMap<>();
        histogram.put(0, found.images() - counts.size());
        counts.values().forEach(count -> histogram.merge(count, 1, Integer::sum));
        Hubness hubness = Hubness.of(FindHubs.K, counts, found.images());
        return new Hubs(found.queries(), hubness.kSkewness(), histogram, hubness.hubs());
    }

    /** Waits for what is being computed. */
    @Override
    public void close() {
        quick.close();
        slow.close();
    }
}
