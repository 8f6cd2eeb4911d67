package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PrivateHostsOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.operations.Formats;
import io.semsearch.operations.images.FetchImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/** Fetches photos: {@link FetchImages} on the command line. */
@Command(name = "fetch",
        description = "Fetch the photos of an index from their URLs (coco_url), a few at a time from each host. A busy "
                + "host is left alone for as long as it asks. The same call fetches what is still missing.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch images fetch -c coco", "  semsearch images fetch -c coco --to photos --per-host 2"})
final class ImagesFetchCommand implements Callable<Integer> {

    private static final int LISTED = 20;

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--to", paramLabel = "DIR",
            description = "Folder for the photos. Default: photos in the collection.")
    private @Nullable Path folder;

    @Option(names = "--per-host", paramLabel = "N", defaultValue = "" + FetchImages.Options.DEFAULT_PER_HOST,
            description = "Photos to fetch from one host at once. Default: ${DEFAULT-VALUE}.")
    private int perHost;

    @Mixin
    private PrivateHostsOption privateHosts = new PrivateHostsOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        FetchImages.Options options = new FetchImages.Options(collection.collection(), Optional.ofNullable(folder),
                perHost, privateHosts.isAllowed());
        FetchImages.Result result = FetchImages.run(options, console);
        list(console, "gone", result.gone());
        list(console, "failed", result.failed());
        console.out().println(format.isJson() ? json(options, result) : text(options, result));
        console.out().flush();
        return ExitCode.OK;
    }

    private static void list(Console console, String what, List<FetchImages.Missed> missed) {
        missed.stream().limit(LISTED).forEach(each -> console.note("%s: image %d, %s", what, each.id(), each.reason()));
        if (missed.size() > LISTED) {
            console.note("%s: %,d more; --format json lists all", what, missed.size() - LISTED);
        }
    }

    private static String text(FetchImages.Options options, FetchImages.Result result) {
        return Formats.text("%s: %s fetched, %,d there already, %,d gone, %,d failed%s", options.target(),
                Formats.count(result.fetched(), "photo"), result.present(), result.gone().size(),
                result.failed().size(),
                result.withoutUrl() == 0 ? "" : Formats.text("; %,d without a URL", result.withoutUrl()));
    }

    private static String json(FetchImages.Options options, FetchImages.Result result) {
        ObjectNode json = ResultJson.object().put("folder", options.target().toString())
                .put("fetched", result.fetched()).put("present", result.present())
                .put("withoutUrl", result.withoutUrl());
        add(json.putArray("gone"), result.gone());
        add(json.putArray("failed"), result.failed());
        return ResultJson.print(json);
    }

    private static void add(ArrayNode array, List<FetchImages.Missed> missed) {
        missed.forEach(each -> array.addObject().put("id", each.id()).put("reason", each.reason()));
    }
}
