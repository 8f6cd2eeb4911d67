package io.semsearch.cli.demo;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.datasets.download.CocoDownloads;
import io.semsearch.datasets.download.Downloader;
import io.semsearch.operations.Formats;
import io.semsearch.operations.WritableFolder;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The main job on the photos of COCO: downloads the course's files, trains, indexes and searches. */
final class CocoDemo {

    private static final int HITS = 10;
    private static final List<String> QUERIES = List.of("two dogs playing on a beach", "a red double decker bus",
            "a man riding a wave on a surfboard", "a plate of food with broccoli", "a cat sleeping on a laptop",
            "skiers on a snowy mountain");

    private final DemoSteps steps;
    private final Path folder;
    private final long seed;
    private final CocoDownloads downloads;

    CocoDemo(DemoSteps steps, Path folder, long seed, CocoDownloads downloads) {
        this.steps = steps;
        this.folder = folder.toAbsolutePath().normalize();
        this.seed = seed;
        this.downloads = downloads;
    }

    int run() throws IOException {
        Path files = WritableFolder.make(folder.resolve("downloads"));
        steps.title("Downloading " + Formats.bytes(downloads.totalBytes()) + " to " + files);
        Path captions;
        Path features;
        Path vectors;
        try (Downloader downloader = new Downloader()) {
            captions = downloader.download(downloads.captions(), files, steps.console().progress());
            features = downloader.download(downloads.features(), files, steps.console().progress());
            vectors = downloader.download(downloads.vectors(), files, steps.console().progress());
        }
        steps.title("Training a model");
        steps.run("train", "-c", folder, "--captions", captions, "--features", features, "--vectors", vectors,
                "--encoder", "resnet18", "--seed", seed);
        steps.title("Indexing all photos");
        steps.run("index", "-c", folder, "--captions", captions, "--features", features);
        steps.title("Searching");
        Path page = folder.resolve("reports").resolve("gallery.html");
        Gallery gallery = new Gallery(page, "COCO, found by what the photos show");
        try (ImageSearcher searcher = ImageSearcher.open(folder)) {
            for (String query : QUERIES) {
                gallery.hits("“" + query + "”",
                        searcher.search(Query.text(query), SearchOptions.top(HITS)).hits(), Set.of());
            }
        }
        gallery.write();
        steps.say("gallery     %s (the browser downloads the photos from COCO's site)", page.toUri());
        steps.say("collection  %s", folder);
        steps.say("");
        steps.suggest("search", folder, "a dog catching a frisbee");
        return ExitCode.OK;
    }
}
