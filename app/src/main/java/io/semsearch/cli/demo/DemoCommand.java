package io.semsearch.cli.demo;

import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.output.Console;
import io.semsearch.datasets.download.CocoDownloads;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.postcards.PostcardSampleOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole main job on data that everyone has. */
@Command(name = "demo",
        description = "Run the whole main job: train, evaluate, index and search. The data are postcards that the program "
                + "draws or, with --coco, the photos of COCO, which it downloads.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch demo", "  semsearch demo -c /tmp/postcards --seed 7", "  semsearch demo --coco"})
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Seed of the postcards and of training. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--coco",
            description = "Download COCO's captions, ResNet-18 features and GloVe vectors (about 930 MB), and "
                    + "train on all of them.")
    private boolean coco;

    @Option(names = "--small", description = "A fifth of the postcards: done in seconds, with a weaker model.")
    private boolean small;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        DemoSteps steps = new DemoSteps(console, spec);
        if (coco && small) {
            throw new IllegalArgumentException("--small and --coco exclude each other: give one of them");
        }
        if (coco) {
            Path folder = collection.given().orElse(CollectionOption.defaultRoot().resolve("coco"));
            CocoDemo demo = new CocoDemo(steps, folder, seed, CocoDownloads.at(CocoDownloads.DEFAULT_BASE));
            return new CollectionFolder(folder).exclusively(demo::run);
        }
        PostcardDemo demo = new PostcardDemo(steps, collection.folder(),
                small ? PostcardSampleOptions.small(seed) : PostcardSampleOptions.ofSeed(seed));
        return collection.collection().exclusively(demo::run);
    }
}
