package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CocoCaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.datasets.sample.HeldOutCombination;
import io.semsearch.datasets.sample.PostcardSample;
import io.semsearch.datasets.sample.PostcardSampleOptions;
import io.semsearch.datasets.sample.PostcardSampleWriter;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.progress.Progress;
import io.semsearch.search.Hit;
import io.semsearch.search.ImageSearcher;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.SearchResult;
import io.semsearch.search.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The main job on postcards that the program draws, and the question whether the model has understood them: it is
 * asked for what it has never seen together. */
final class PostcardDemo {

    private static final int HITS = 10;
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
        Folders.makeWritable(folder);
        Progress progress = steps.console().progress();
        steps.title("Drawing postcards, with five captions each");
        PostcardSample sample = new PostcardSampleWriter().write(folder.resolve("sample"),
                options, progress);
        CaptionDataset training = CocoCaptionsReader.read(sample.trainingCaptions(), Progress.NONE);
        CaptionDataset test = CocoCaptionsReader.read(sample.testCaptions(), Progress.NONE);
        steps.say("%,d postcards to learn from, %,d to test on, in %s", training.images().size(), test.images().size(),
                sample.folder());
        Path features = folder.resolve("features.safetensors");
        try (ImageEncoder encoder = new BuiltinImageEncoder()) {
            List<ImageRecord> images = new ArrayList<>(training.images());
            images.addAll(test.images());
            PictureFeatures.write(features, images, sample.images(), encoder, progress);

            steps.title("Learning where pictures lie among words");
            steps.run("train", "-c", folder, "--captions", sample.trainingCaptions(), "--features", features,
                    "--encoder",
                    encoder.name(), "--seed", options.seed());
        }
        steps.title("Measuring on postcards it has never seen");
        steps.run("evaluate", "-c", folder, "--captions", sample.testCaptions(), "--features", features);
        steps.title("Indexing them");
        steps.run("index", "-c", folder, "--captions", sample.testCaptions(), "--features", features, "--images",
                sample.images());

        steps.title("Asking for what it has never seen together in training");
        tellHeldOutRecall(sample, training, test, features);
        Path page = writeGallery(sample, test);
        tellWhatNext(page, test.images().getFirst().id());
        return ExitCode.OK;
    }

    private void tellHeldOutRecall(PostcardSample sample, CaptionDataset training, CaptionDataset test, Path features)
            throws IOException {
        ModelArtifact model = ModelReader.read(folder.resolve(ModelArtifact.FOLDER));
        ImageFeatures all = ImageFeaturesReader.read(features, FeaturesOptions.defaults(), Progress.NONE);
        List<Caption> trained = training.captions();
        HeldOutRecall recall = HeldOutRecall.measure(sample.combinations(), trained, test, all, model, options.seed());
        steps.say("R@10 of the captions of %,d postcards that show such combinations, among %,d test postcards:",
                recall.images(), test.images().size());
        steps.say("  this model   %s", Formats.percent(recall.model()));
        steps.say("  a memorizer  %s   (knows every training caption by heart, and guesses otherwise)",
                Formats.percent(recall.memorizer()));
        steps.say("  chance       %s", Formats.percent(recall.chance()));
    }

    /** Asks the index, prints how many of the answers are right, and shows them all on a page. */
    private Path writeGallery(PostcardSample sample, CaptionDataset test) throws IOException {
        Path page = folder.resolve("reports").resolve("gallery.html");
        Gallery gallery = new Gallery(page, "Postcards, found by what they show");
        gallery.paragraph("The model learned from " + sample.options().trainingPostcards()
                + " other postcards and their captions. What the first questions ask for it has never seen together: red "
                + "boats and nights it knows, a red boat at night it does not. Answers that truly show it are ticked.");
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            steps.say("");
            steps.say(
                    "Never seen together in training; of the first %d answers among these %,d postcards, so many show it:",
                    HITS, searcher.size());
            for (HeldOutCombination combination : sample.combinations()) {
                List<Hit> hits = search(searcher, Query.text(combination.query()), Space.SEMANTIC);
                long right = hits.stream().filter(hit -> combination.imageIds().contains(hit.image().image().id()))
                        .count();
                steps.say("  %2d of %d  %s", right, hits.size(), combination.query());
                gallery.hits(Formats.text("“%s”: %d of %d show it", combination.query(), right, hits.size()), hits,
                        combination.imageIds());
            }
            for (String query : ORDINARY_QUERIES) {
                gallery.hits("“" + query + "”", search(searcher, Query.text(query), Space.SEMANTIC), Set.of());
            }
            long example = test.images().getFirst().id();
            for (Space space : Space.values()) {
                List<Hit> hits = search(searcher, Query.image(example), space);
                gallery.hits(Formats.text("Like image %d, by %s", example,
                        space == Space.SEMANTIC ? "what it shows" : "its raw features"), hits, Set.of());
            }
        }
        gallery.write();
        return page;
    }

    private static List<Hit> search(ImageSearcher searcher, Query query, Space space) throws IOException {
        SearchResult result = searcher.search(query, SearchOptions.top(HITS).withSpace(space));
        return result.hits();
    }

    private void tellWhatNext(Path page, long example) {
        steps.title("What next");
        steps.say("pictures    %s", page.toUri());
        steps.say("reports     %s", folder.resolve("reports"));
        steps.say("collection  %s", folder);
        steps.say("");
        steps.suggest("search", folder, "--explain a white horse in the snow");
        steps.suggest("search", folder, "--gallery boats.html red boats on the sea");
        steps.suggest("similar", folder, example + " --space features");
        steps.say("  semsearch train --help          # your own captions and features");
    }
}
