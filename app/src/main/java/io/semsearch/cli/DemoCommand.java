package io.semsearch.cli;

import io.semsearch.datasets.download.CocoDownloads;
import io.semsearch.datasets.sample.PostcardSampleOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole main job on data that is at hand. */
@Command(name = "demo",
        description = "Run the whole main job: train, measure, index and search. On postcards that the program draws; with "
                + "--coco on the photos of COCO, which it downloads.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch demo", "  semsearch demo -c /tmp/postcards --seed 7", "  semsearch demo --coco"})
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the postcards and of training. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--coco",
            description = "Download COCO's captions, ResNet-18 features and GloVe vectors (about 930 MB), and "
                    + "train on all of them.")
    private boolean coco;

    @Option(names = "--small", description = "A fifth of the postcards: done in seconds, and learned less well.")
    private boolean small;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        DemoSteps steps = new DemoSteps(console, spec);
        if (coco && small) {
            throw new IllegalArgumentException("--small is for postcards, --coco downloads photos: give one of them");
        }
        if (coco) {
            Path folder = collection.given().orElse(CollectionOption.defaultRoot().resolve("coco"));
            return new CocoDemo(steps, folder, seed, CocoDownloads.at(CocoDownloads.DEFAULT_BASE)).run();
        }
        return new PostcardDemo(steps, collection.folder(),
                small ? PostcardSampleOptions.small(seed) : PostcardSampleOptions.ofSeed(seed)).run();
    }
}
