package io.semsearch.cli.demo;

import io.semsearch.captioning.CaptionOptions;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.captioning.WriteCaptions;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.postcards.PostcardSample;
import io.semsearch.postcards.scene.CaptionCheck;
import io.semsearch.postcards.scene.CaptionCheck.Verdict;
import io.semsearch.postcards.scene.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The part of the postcards' demo that writes captions. What a postcard shows is known, so captions can be checked. */
final class PostcardCaptions {

    /** Postcards to learn from, each counted once an epoch: as many as half a minute allows. */
    private static final int SHOWN = 4000;
    /** Higher than the default: there is no time for small steps. */
    private static final double LEARNING_RATE = 0.005;
    private static final int EXAMPLES = 3;
    private static final int ON_PAGE = 60;

    private final DemoSteps steps;
    private final Path folder;
    private final PostcardSample sample;

    PostcardCaptions(DemoSteps steps, Path folder, PostcardSample sample) {
        this.steps = steps;
        this.folder = folder;
        this.sample = sample;
    }

    void train(Path features) {
        steps.title("Learning to write captions");
        steps.run("captioner", "train", "-c", folder, "--captions", sample.trainingCaptions(), "--features", features,
                "--epochs", Math.max(1, SHOWN / sample.options().trainingPostcards()), "--learning-rate", LEARNING_RATE,
                "--seed", sample.options().seed());
    }

    /** Writes captions for all test postcards, shows some, and counts what is right.
     *
     * @param idsInIndex by those in the sample */
    void check(Map<Long, Long> idsInIndex) throws IOException {
        steps.title("Writing captions for postcards that it has never seen");
        List<Map.Entry<Long, Scene>> cards = sample.testScenes().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .toList();
        List<Long> photos = cards.stream().map(card -> idsInIndex.get(card.getKey())).toList();
        List<Object> words = new ArrayList<>(List.of("caption", "-c", folder));
        words.addAll(photos.subList(0, Math.min(EXAMPLES, photos.size())));
        steps.run(words.toArray());
        List<WriteCaptions.Captioned> written = WriteCaptions
                .run(new WriteCaptions.Options(new CollectionFolder(folder),
                        photos, List.of(), CaptionOptions.DEFAULT, false, EncoderStore.standard()), steps.console());
        Path page = folder.resolve("reports").resolve("captions.html");
        new Gallery(page, "Captions of postcards that the captioner has never seen")
                .captioned("Postcards", written.subList(0, Math.min(ON_PAGE, written.size())), 1).write();
        steps.say("The first %d with their photos: %s", Math.min(ON_PAGE, written.size()), page.toUri());
        List<CaptionCheck> checks = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            checks.add(CaptionCheck.of(cards.get(i).getValue(), written.get(i).best().text()));
        }
        steps.say("Captions of the %,d test postcards that are right in", checks.size());
        count("the object", checks, CaptionCheck::subject);
        count("the colour", checks, CaptionCheck::colour);
        count("light and weather", checks, CaptionCheck::atmosphere);
    }

    private void count(String part, List<CaptionCheck> checks, Function<CaptionCheck, Verdict> verdict) {
        List<Verdict> spoken = checks.stream().map(verdict).filter(found -> found != Verdict.SILENT).toList();
        steps.say("  %-17s  %,d of the %,d that name it", part,
                spoken.stream().filter(found -> found == Verdict.RIGHT).count(), spoken.size());
    }
}
