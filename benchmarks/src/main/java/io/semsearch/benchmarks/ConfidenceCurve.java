package io.semsearch.benchmarks;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.evaluation.QueryForm;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.text.Tokenizer;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Measures what a minimum confidence keeps and drops: for each value, how many texts of several kinds still find
 * something.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.semsearch.benchmarks.ConfidenceCurve \
 *     COLLECTION captions_val.json PLOT.png TEXTS...
 * }</pre>
 *
 * <p>Real texts are the captions (of images in the index that the model was not trained on), their first two keywords,
 * and single keywords. Random-word queries are random words of the captions, and the lines of the files TEXTS, such as
 * sentences about things that no photo shows. For captions it also reports how often their own image is among the first
 * 10 and kept. For comparison, it shows the fixed similarity threshold that keeps as many captions. */
public final class ConfidenceCurve {

    private static final List<Double> LEAST = List.of(0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99);
    private static final int MOST_TEXTS = 2000;
    private static final int K = 10;

    private ConfidenceCurve() {}

    /** The result of one text.
     *
     * @param confidence of its most confident hit
     * @param similarity of its first hit
     * @param own        confidence of the caption's own image, if it is among the first ten; otherwise -1 */
    private record Answer(double confidence, double similarity, double own) {}

    /** Arguments: as above. */
    public static void main(String[] arguments) throws IOException {
        CaptionDataset dataset = CaptionsReader.read(Path.of(arguments[1]), Long.MAX_VALUE, Progress.NONE);
        Map<String, List<Caption>> kinds = kinds(dataset);
        for (String file : Arrays.asList(arguments).subList(3, arguments.length)) {
            kinds.put(Path.of(file).getFileName().toString(),
                    Files.readAllLines(Path.of(file)).stream().filter(line -> !line.isBlank())
                            .map(line -> new Caption(0, 0, line)).toList());
        }
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(Path.of(arguments[0]))) {
            System.out.printf(Locale.ROOT, "%,d images%n%n", searcher.size());
            for (Map.Entry<String, List<Caption>> kind : kinds.entrySet()) {
                answers.put(kind.getKey(), answers(searcher, kind.getValue()));
            }
        }
        print(answers);
        plot(answers, Path.of(arguments[2]));
    }

    /** Draws a line for each kind of text. */
    private static void plot(Map<String, List<Answer>> answers, Path file) throws IOException {
        XYChart chart = new XYChartBuilder().width(720).height(440).xAxisTitle("least confidence")
                .yAxisTitle("share of texts that find something").build();
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
        double[] least = IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
        answers.forEach((kind, all) -> chart.addSeries(kind, least,
                Arrays.stream(least).map(value -> share(all, value, -2)).toArray()).setMarker(SeriesMarkers.NONE));
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static Map<String, List<Caption>> kinds(CaptionDataset dataset) {
        SplittableRandom random = new SplittableRandom(1);
        List<Caption> captions = dataset.captions();
        List<String> words = captions.stream().flatMap(caption -> Tokenizer.tokenize(caption.text()).stream())
                .distinct()
                .sorted().toList();
        Map<String, List<Caption>> kinds = new LinkedHashMap<>();
        kinds.put("captions", captions.stream().limit(MOST_TEXTS).toList());
        kinds.put("two keywords", keywords(captions, 2));
        kinds.put("one keyword", keywords(captions, 1));
        kinds.put("random words", Stream.generate(() -> random.ints(random.nextInt(2, 8), 0, words.size())
                .mapToObj(words::get).collect(Collectors.joining(" "))).limit(MOST_TEXTS)
                .map(text -> new Caption(0, 0, text)).toList());
        return kinds;
    }

    private static List<Caption> keywords(List<Caption> captions, int count) {
        return captions.stream().map(caption -> new Caption(caption.id(), caption.imageId(),
                Tokenizer.tokenize(QueryForm.KEYWORDS.rewrite(caption, 1)).stream().limit(count)
                        .collect(Collectors.joining(" "))))
                .filter(caption -> !caption.text().isEmpty())
                .limit(MOST_TEXTS).toList();
    }

    private static List<Answer> answers(ImageSearcher searcher, List<Caption> texts) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (Caption text : texts) {
            try {
                List<Hit> hits = searcher.search(Query.text(text.text()), SearchOptions.top(K).withMinConfidence(0))
                        .hits();
                answers.add(new Answer(hits.stream().mapToDouble(hit -> hit.confidence().orElse(0)).max().orElse(0),
                        hits.isEmpty() ? -1 : hits.getFirst().similarity(),
                        hits.stream().filter(hit -> hit.image().id() == text.imageId())
                                .mapToDouble(hit -> hit.confidence().orElse(0)).findFirst().orElse(-1)));
            } catch (UnknownWordsException e) {
                answers.add(new Answer(-1, -1, -1)); // finds nothing at any confidence
            }
        }
        return answers;
    }

    private static void print(Map<String, List<Answer>> answers) {
        System.out.println(
                "Share of texts that find something at a least confidence; in brackets with the flat cut-off of the "
                        + "similarity that keeps as many captions.");
        System.out.println();
        System.out.println("| least confidence | R@10 of captions | " + answers.entrySet().stream()
                .map(kind -> kind.getKey() + " (" + kind.getValue().size() + ")").collect(Collectors.joining(" | "))
                + " |");
        System.out.println("|---|---:|" + "---:|".repeat(answers.size()));
        List<Answer> captions = answers.values().iterator().next();
        for (double least : LEAST) {
            double kept = share(captions, least, -2);
            double cutOff = captions.stream().map(Answer::similarity).sorted()
                    .skip((long) ((1 - kept) * captions.size()))
                    .findFirst().orElse(1.0);
            String row = answers.values().stream().map(kind -> String.format(Locale.ROOT, "%.1f %% (%.1f %%)",
                    100 * share(kind, least, -2), 100 * share(kind, -2, cutOff))).collect(Collectors.joining(" | "));
            double recall = (double) captions.stream().filter(answer -> answer.own >= 0 && answer.own >= least).count()
                    / captions.size();
            System.out.printf(Locale.ROOT, "| %.2f | %.1f %% | %s |%n", least, 100 * recall, row);
        }
    }

    private static double share(List<Answer> answers, double leastConfidence, double leastSimilarity) {
        return (double) answers.stream().filter(answer -> answer.confidence >= Math.max(0, leastConfidence)
                && answer.similarity >= leastSimilarity).count() / answers.size();
    }
}
