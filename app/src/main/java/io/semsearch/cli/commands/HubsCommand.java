package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.HubnessConverter;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.MeasurementJson;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.Gallery;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.evaluation.Hubness.Hub;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.operations.Formats;
import io.semsearch.operations.inspection.FindHubs;
import io.semsearch.search.IndexedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        description = "Show the hubs, photos that are among the first 10 hits of too many sentences, and the "
                + "effect of the corrections. The sentences are training captions that the model keeps.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch hubs -c coco", "  semsearch hubs --queries 500 --gallery hubs.html"})
public final class HubsCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--queries", paramLabel = "N", defaultValue = "" + CaptionBank.SIZE,
            description = "Number of sentences, at most. Default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(names = "--gallery", paramLabel = "F.html", description = "Also write a web page that shows the hubs.")
    private @Nullable Path gallery;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        FindHubs.Result hubs = FindHubs.run(new FindHubs.Options(collection.collection(), queries), console);
        if (gallery != null) {
            new Gallery(gallery, "Hubs").paragraph(Formats.text(
                    "Of %,d sentences, the first %d answers among %,d photos: these are in most lists.",
                    hubs.queries(),
                    FindHubs.K, hubs.images())).images("The worst hubs", hubs.worst()).write();
            console.note("photos: %s", gallery.toUri());
        }
        console.out().println(format.isJson() ? json(hubs) : text(hubs));
        console.out().flush();
        return ExitCode.OK;
    }

    private static String json(FindHubs.Result hubs) {
        ObjectNode json = ResultJson.object().put("queries", hubs.queries()).put("images", hubs.images())
                .put("k", FindHubs.K);
        hubs.hubness().forEach((correction, hubness) -> {
            ObjectNode node = json.putObject(MeasurementJson.key(correction)).put("kSkewness", hubness.kSkewness())
                    .put("antihubShare", hubness.antihubShare());
            ArrayNode worst = node.putArray("hubs");
            for (Hub hub : hubness.hubs()) {
                ObjectNode one = worst.addObject().put("imageId", hub.imageId());
                hubs.occurrences()
                        .forEach((other, all) -> one.put(MeasurementJson.key(other),
                                all.getOrDefault(hub.imageId(), 0)));
            }
        });
        return ResultJson.print(json);
    }

    private static String text(FindHubs.Result hubs) {
        List<List<String>> corrections = new ArrayList<>();
        corrections.add(List.of("hubs", "skewness of N_10", "in no list", "most lists"));
        hubs.hubness().forEach((correction, hubness) -> corrections.add(List.of(HubnessConverter.name(correction),
                Formats.text("%.2f", hubness.kSkewness()), Formats.percent(hubness.antihubShare()),
                Formats.text("%d", hubness.hubs().stream().mapToInt(Hub::kOccurrence).max().orElse(0)))));
        List<List<String>> images = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("image"));
        hubs.occurrences().keySet().forEach(correction -> names.add(HubnessConverter.name(correction)));
        names.add("caption");
        images.add(names);
        for (IndexedImage image : hubs.worst()) {
            List<String> row = new ArrayList<>(List.of(Long.toString(image.id())));
            hubs.occurrences().values().forEach(all -> row.add(all.getOrDefault(image.id(), 0).toString()));
            row.add(Formats.line(image.captions().stream().findFirst().orElse("")));
            images.add(row);
        }
        List<String> lines = new ArrayList<>();
        lines.add(Formats.text("%,d sentences, the first %d of %,d photos each", hubs.queries(), FindHubs.K,
                hubs.images()));
        lines.addAll(TextTable.lines(corrections, 0));
        lines.add("");
        lines.addAll(TextTable.lines(images, names.size() - 1));
        return String.join(System.lineSeparator(), lines);
    }
}
