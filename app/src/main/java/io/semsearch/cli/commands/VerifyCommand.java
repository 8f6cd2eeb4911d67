package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.operations.Formats;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.search.local.VerificationReport;
import io.semsearch.search.local.VerificationReport.Approximation;
import io.semsearch.search.local.VerificationReport.Segment;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An index to what can be said of it. */
@Command(name = "verify",
        description = "Verify the whole index: checksums, every photo, the graphs, the recall of approximate "
                + "search, and near-duplicates. Exits with 3 if something is wrong.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch verify -c coco", "  semsearch verify --duplicates 0.95 --format json"})
public final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_CLUSTERS = 5;
    private static final int MOST_NAMED = 8;

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--duplicates", paramLabel = "X", defaultValue = "0.98",
            description = "Cosine of the features from which two photos count as near-duplicates. Default: "
                    + "${DEFAULT-VALUE}.")
    private double duplicates = 0.98;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        VerificationReport report = VerifyIndex.run(new VerifyIndex.Options(collection.collection(), duplicates),
                console);
        console.out().println(format.isJson() ? ResultJson.print(ResultJson.tree(report)) : text(report));
        console.out().flush();
        report.problems().forEach(problem -> console.note("PROBLEM: %s", problem));
        return report.problems().isEmpty() ? ExitCode.OK : ExitCode.DATA;
    }

    private static String text(VerificationReport report) {
        List<List<Long>> clusters = report.nearDuplicates();
        StringBuilder text = new StringBuilder(Formats.text("images      %,d, each once%n", report.images()));
        report.segments().forEach(segment -> text.append(Formats.text("segment     %s%n", describe(segment))));
        text.append(Formats.text("texts       %s%n", describe(report.semantic())));
        text.append(Formats.text("features    %s%n", describe(report.features())));
        text.append(Formats.text("duplicates  %s of nearly the same photo%s%n",
                Formats.count(clusters.size(), "cluster"), clusters.isEmpty() ? "" : ":"));
        clusters.stream().limit(MOST_CLUSTERS)
                .forEach(cluster -> text.append(Formats.text("              %s%n", describe(cluster))));
        return text.append(report.problems().isEmpty()
                ? "OK"
                : Formats.count(report.problems().size(), "problem")).toString();
    }

    private static String describe(Segment segment) {
        return Formats.text("%s: %,d images, %,d deleted documents; %s", segment.name(), segment.images(),
                segment.deletedDocuments(), segment.semanticUnreachable() < 0
                        ? "no graph: compared exactly"
                        : Formats.text("no walk reaches %,d images by texts, %,d by features",
                                segment.semanticUnreachable(), segment.featuresUnreachable()));
    }

    private static String describe(Approximation approximation) {
        return approximation.annRecallAt10().isEmpty()
                ? "always searched exactly"
                : Formats.text("annRecallAt(10) %.4f with %d candidates, over %d queries",
                        approximation.annRecallAt10().getAsDouble(), approximation.efSearch(), approximation.queries());
    }

    private static String describe(List<Long> cluster) {
        return cluster.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                + (cluster.size() > MOST_NAMED ? Formats.text(", ... (%d)", cluster.size()) : "");
    }
}
