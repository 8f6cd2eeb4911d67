package io.semsearch.cli.demo;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.evaluation.MeasureHeldOutRecall;
import io.semsearch.operations.features.ExtractFeatures;
import io.semsearch.operations.photos.MakePhotoCollection;
import io.semsearch.postcards.HeldOutCombination;
import io.semsearch.postcards.PostcardSample;
import io.semsearch.postcards.PostcardSampleOptions;
import io.semsearch.postcards.PostcardSampleWriter;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The main job on postcards that the program draws. It also measures whether the model generalizes, by queries for
 * combinations that training never showed. */
final class PostcardDemo {

    private static final int HITS = 10;
    /** The first photo of the index. */
    private static final long EXAMPLE = 1;
    private static final List<String> ORDINARY_QUERIES = List.of("two dogs on a beach", "a city street with a bus",
            "snow on the mountains", "sailing boats at sunset");

    private final DemoSteps steps;
    private final Path folder;
    private final PostcardSampleOptions options;

    PostcardDemo(DemoSteps steps, Path folder, PostcardSampleOptions options) {
        this.steps = steps;
        this.folder = folder.toAbsolutePath().normalize();
        this.options = options;
    }

    int run() throws IOException {
        Progress progress = steps.console().progress();
        steps.title("Drawing postcards, with five captions each");
        PostcardSample sample = new PostcardSampleWriter().write(folder.resolve("sample"),
                options, progress);
        CaptionDataset training = CaptionsReader.read(sample.trainingCaptions(), Progress.NONE);
        CaptionDataset test = CaptionsReader.read(sample.testCaptions(), Progress.NONE);
        steps.say("%,d postcards to train on, %,d to test on, in %s", training.images().size(), test.images().size(),
                sample.folder());
        Path features = folder.resolve("features.safetensors");
        try (ImageEncoder encoder = new BuiltinImageEncoder()) {
            List<ImageRecord> images = new ArrayList<>(training.images());
            images.addAll(test.images());
            ExtractFeatures.run(new ExtractFeatures.Options(images, sample.images(), encoder, features, true),
                    steps.console());

            steps.title("Training a model");
            steps.run("train", "-c", folder, "--captions", sample.trainingCaptions(), "--features", features,
                    "--seed", options.seed());
        }
        steps.title("Measuring it on postcards that it has never seen");
        steps.run("evaluate", "-c", folder, "--captions", sample.testCaptions(), "--features", features);
        steps.title("Adding these postcards, which are JPEG files");
        MakePhotoCollection.discardIndex(new CollectionFolder(folder));
        steps.run("photos", "-c", folder, sample.testImages(), "--captions", sample.testCaptions());

        steps.title("Searching for combinations that training never showed");
        tellHeldOutRecall(sample, test, features);
        Map<Long, Long> idsInIndex = idsInIndex(test);
        Path page = writeGallery(sample, idsInIndex);
        PostcardCaptions captions = new PostcardCaptions(steps, folder, sample);
        captions.train(features);
        captions.check(idsInIndex);
        tellWhatNext(page);
        return ExitCode.OK;
    }

    private void tellHeldOutRecall(PostcardSample sample, CaptionDataset test, Path features) throws IOException {
        Set<Long> heldOut = sample.combinations().stream().flatMap(combination -> combination.imageIds().stream())
                .collect(Collectors.toSet());
        MeasureHeldOutRecall.Result recall = MeasureHeldOutRecall.run(new MeasureHeldOutRecall.Options(
                new CollectionFolder(folder), DataFiles.of(sample.testCaptions(), features),
                List.of(sample.trainingCaptions()), heldOut, options.seed()), OperationListener.NONE);
        steps.say("R@10 of the captions of %,d postcards that show such combinations, among %,d test postcards:",
                heldOut.size(), test.images().size());
        steps.say("  this model   %s", Formats.percent(recall.model()));
        steps.say("  a memorizer  %s   (knows every training caption by heart, and guesses for all others)",
                Formats.percent(recall.memorizer()));
        steps.say("  chance       %s", Formats.percent(recall.chance()));
    }

    /** Searches, prints how many hits are right, and shows all hits on a page. */
    private Path writeGallery(PostcardSample sample, Map<Long, Long> idsInIndex) throws IOException {
        Path page = folder.resolve("reports").resolve("gallery.html");
        Gallery gallery = new Gallery(page, "Postcards, found by what they show");
        gallery.paragraph(Formats.text("The model learned from %,d", sample.options().trainingPostcards())
                + " other postcards and their captions. The first queries ask for combinations that it has never seen: it "
                + "knows red boats and it knows nights, but no red boat at night. Hits that show the combination are ticked.");
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            steps.say("");
            steps.say(
                    "Hits among the first %d of these %,d postcards that show the combination:",
                    HITS, searcher.size());
            for (HeldOutCombination combination : sample.combinations()) {
                List<Hit> hits = search(searcher, Query.text(combination.query()), Space.SEMANTIC);
                Set<Long> showing = combination.imageIds().stream().map(idsInIndex::get).collect(Collectors.toSet());
                long right = hits.stream().filter(hit -> showing.contains(hit.image().id())).count();
                steps.say("  %2d of %d  %s", right, hits.size(), combination.query());
                gallery.hits(Formats.text("“%s”: %d of %d show it", combination.query(), right, hits.size()), hits,
                        showing);
            }
            for (String query : ORDINARY_QUERIES) {
                gallery.hits("“" + query + "”", search(searcher, Query.text(query), Space.SEMANTIC), Set.of());
            }
            for (Space space : Space.values()) {
                List<Hit> hits = search(searcher, Query.image(EXAMPLE), space);
                gallery.hits(Formats.text("Like image %d, by %s", EXAMPLE,
                        space == Space.SEMANTIC ? "what it shows" : "its raw features"), hits, Set.of());
            }
        }
        gallery.write();
        return page;
    }

    /** The ids that the postcards have in the index, by those that they have in the sample. */
    private Map<Long, Long> idsInIndex(CaptionDataset test) throws IOException {
        Map<String, Long> byName = new HashMap<>();
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            searcher.forEach(image -> byName.put(image.fileName(), image.id()));
        }
        return test.images().stream().collect(Collectors.toMap(ImageRecord::id, image -> Objects
                .requireNonNull(byName.get(Path.of(image.fileName()).getFileName().toString()), image.fileName())));
    }

    private static List<Hit> search(ImageSearcher searcher, Query query, Space space) throws IOException {
        SearchResult result = searcher.search(query, SearchOptions.top(HITS).withSpace(space));
        return result.hits();
    }

    private void tellWhatNext(Path page) {
        steps.title("What next");
        steps.say("gallery     %s", page.toUri());
        steps.say("reports     %s", folder.resolve("reports"));
        steps.say("collection  %s", folder);
        steps.say("");
        steps.suggest("serve", folder, "--open      # the web site");
        steps.suggest("search", folder, "--explain a white horse in the snow");
        steps.suggest("search", folder, "--gallery boats.html red boats on the sea");
        steps.suggest("similar", folder, EXAMPLE + " --space features");
        steps.suggest("caption", folder, EXAMPLE + " --alternatives 3");
        steps.say("  semsearch photos ~/Pictures     # your own photos, in a collection of their own");
        steps.say("  semsearch train --help          # your own captions and features");
    }
}
