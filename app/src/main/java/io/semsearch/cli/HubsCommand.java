package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.Caption;
import io.semsearch.evaluation.Hubness;
import io.semsearch.evaluation.Hubness.Hub;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An index to its hubs. */
@Command(name = "hubs",
        description = "Show the photos that stand among the first ten of too many sentences, and what holding them back does. "
                + "The sentences are training captions that the model keeps.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch hubs -c coco", "  semsearch hubs --queries 500 --gallery hubs.html"})
final class HubsCommand implements Callable<Integer> {

    private static final int K = 10;

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--queries", paramLabel = "N", defaultValue = "2000",
            description = "Sentences that are asked, at most. Default: ${DEFAULT-VALUE}.")
    private int queries = CaptionBank.SIZE;

    @Option(names = "--gallery", paramLabel = "F.html", description = "Also write a page that shows the hubs.")
    private @Nullable Path gallery;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (queries < 1) {
            throw new IllegalArgumentException("--queries must be at least 1, got " + queries);
        }
        Console console = Console.of(spec);
        Path folder = collection.existing();
        List<String> sentences = sentences(folder);
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            List<HubnessCorrection> corrections = searcher.info().manifest().correctsHubs()
                    ? List.of(HubnessCorrection.values())
                    : List.of(HubnessCorrection.NONE);
            Map<HubnessCorrection, Map<Long, Integer>> counts = new EnumMap<>(HubnessCorrection.class);
            try (Progress.Task task = console.progress().start("Asking", (long) sentences.size() * corrections.size(),
                    "queries")) {
                for (HubnessCorrection correction : corrections) {
                    long before = (long) counts.size() * sentences.size();
                    counts.put(correction,
                            count(searcher, sentences, correction, done -> task.advanceTo(before + done)));
                }
            }
            print(console, searcher, sentences.size(), counts);
        }
        return ExitCode.OK;
    }

    private List<String> sentences(Path folder) throws IOException {
        ModelArtifact model = ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
        Optional<CaptionBank> bank = model.readCaptionBank();
        List<String> sentences = bank.stream().flatMap(it -> it.embed(model.captionEmbedder()).captions().stream())
                .map(Caption::text).limit(queries).toList();
        if (sentences.isEmpty()) {
            throw new IndexFileException(folder + ": the model keeps no training captions to ask with: train again");
        }
        return sentences;
    }

    /** N_10 of the images that stand in a list. */
    private static Map<Long, Integer> count(ImageSearcher searcher, List<String> sentences,
            HubnessCorrection correction, Progress.Task task) throws IOException {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            for (Hit hit : searcher.search(Query.text(sentences.get(i)), SearchOptions.top(K).withHubness(correction))
                    .hits()) {
                counts.merge(hit.image().image().id(), 1, Integer::sum);
            }
            task.advanceTo(i + 1L);
        }
        return counts;
    }

    private void print(Console console, ImageSearcher searcher, int asked,
            Map<HubnessCorrection, Map<Long, Integer>> counts) throws IOException {
        Map<HubnessCorrection, Hubness> hubness = new EnumMap<>(HubnessCorrection.class);
        counts.forEach((correction, all) -> hubness.put(correction, Hubness.of(K, all, searcher.size())));
        Hubness before = hubness.getOrDefault(HubnessCorrection.NONE, Hubness.of(K, Map.of(), searcher.size()));
        List<IndexedImage> worst = new ArrayList<>();
        for (Hub hub : before.hubs()) {
            searcher.find(hub.imageId()).ifPresent(worst::add);
        }
        if (gallery != null) {
            new Gallery(gallery, "Hubs").paragraph(Formats.text(
                    "Of %,d sentences, the first %d answers among %,d photos: these stand in most lists.", asked, K,
                    searcher.size())).images("The worst hubs", worst).write();
            console.note("pictures: %s", gallery.toUri());
        }
        console.out().println(format.isJson()
                ? json(asked, searcher.size(), hubness, counts)
                : text(asked, searcher.size(), hubness, worst, counts));
        console.out().flush();
    }

    private static String json(int asked, int images, Map<HubnessCorrection, Hubness> hubness,
            Map<HubnessCorrection, Map<Long, Integer>> counts) {
        ObjectNode json = ResultJson.object().put("queries", asked).put("images", images).put("k", K);
        hubness.forEach((correction, told) -> {
            ObjectNode node = json.putObject(Measurement.key(correction)).put("kSkewness", told.kSkewness())
                    .put("antihubShare", told.antihubShare());
            ArrayNode hubs = node.putArray("hubs");
            for (Hub hub : told.hubs()) {
                ObjectNode one = hubs.addObject().put("imageId", hub.imageId());
                counts.forEach((other, all) -> one.put(Measurement.key(other), all.getOrDefault(hub.imageId(), 0)));
            }
        });
        return ResultJson.print(json);
    }

    private static String text(int asked, int images, Map<HubnessCorrection, Hubness> hubness,
            List<IndexedImage> worst, Map<HubnessCorrection, Map<Long, Integer>> counts) {
        StringBuilder text = new StringBuilder(
                Formats.text("%,d sentences, the first %d of %,d photos each%n", asked, K,
                        images));
        text.append(Formats.text("%-8s  %20s  %15s  %14s%n", "hubs", "skewness of N_10", "in no list", "most lists"));
        hubness.forEach((correction, told) -> text.append(Formats.text("%-8s  %20.2f  %15s  %14d%n",
                HubnessConverter.name(correction), told.kSkewness(), Formats.percent(told.antihubShare()),
                told.hubs().stream().mapToInt(Hub::kOccurrence).max().orElse(0))));
        text.append(Formats.text("%n%10s", "image"));
        counts.keySet().forEach(correction -> text.append(Formats.text("  %8s", HubnessConverter.name(correction))));
        text.append("  caption");
        for (IndexedImage image : worst) {
            text.append(Formats.text("%n%10d", image.image().id()));
            counts.values().forEach(all -> text.append(Formats.text("  %8d", all.getOrDefault(image.image().id(), 0))));
            text.append("  ").append(Formats.line(image.captions().stream().findFirst().orElse("")));
        }
        return text.toString();
    }
}
