package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PhotoFolderOption;
import io.semsearch.cli.options.PrivateHostsOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.encoder.onnx.Resizing;
import io.semsearch.operations.Formats;
import io.semsearch.operations.encoders.CheckEncoder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares an encoder with a collection: {@link CheckEncoder} on the command line. */
@Command(name = "check",
        description = "Find out whether an encoder gives the features that a collection has: photos of the collection "
                + "are encoded under each rule of resizing, and compared with its index.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch encoder check -c coco --encoder resnet18 --images photos",
                "  semsearch encoder check -c coco --encoder resnet18 --fetch"})
final class EncoderCheckCommand implements Callable<Integer> {

    @Mixin
    private CollectionOption collection = new CollectionOption();

    @Option(names = "--encoder", required = true, paramLabel = "NAME", description = "An installed encoder.")
    private String encoder = "";

    @Mixin
    private PhotoFolderOption images = new PhotoFolderOption();

    @Option(names = "--fetch", description = "Fetch photos that are not here from their URLs (coco_url).")
    private boolean fetch;

    @Mixin
    private PrivateHostsOption privateHosts = new PrivateHostsOption();

    @Option(names = "--photos", paramLabel = "N", defaultValue = "" + CheckEncoder.Options.DEFAULT_PHOTOS,
            description = "Number of photos to compare. Default: ${DEFAULT-VALUE}.")
    private int photos;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        CheckEncoder.PhotoSource source = new CheckEncoder.PhotoSource(images.folder(), fetch,
                privateHosts.isAllowed());
        CheckEncoder.Result result = CheckEncoder.run(new CheckEncoder.Options(collection.collection(), source,
                store.store(), encoder, photos), console);
        console.out().println(format.isJson() ? json(result) : text(result));
        console.out().flush();
        return ExitCode.OK;
    }

    private String text(CheckEncoder.Result result) {
        StringBuilder text = new StringBuilder(Formats.text("cosine with the index, %s:",
                Formats.count(result.photos(), "photo")));
        for (CheckEncoder.Agreement agreement : result.agreements()) {
            text.append(Formats.text("%n  %-30s mean %.4f, smallest %.4f", agreement.rule().text(), agreement.mean(),
                    agreement.minimum()));
        }
        return text.append(System.lineSeparator()).append(verdict(result)).toString();
    }

    private String verdict(CheckEncoder.Result result) {
        Optional<Resizing> same = result.same();
        if (same.isEmpty()) {
            return "none agrees: the features are of another network, or of photos prepared otherwise";
        }
        return same.get() == result.configured()
                ? encoder + " agrees: its features can join this collection"
                : encoder + " agrees with photos " + same.get().text() + ": import it again with that --resize";
    }

    private static String json(CheckEncoder.Result result) {
        ObjectNode json = ResultJson.object().put("photos", result.photos()).put("same",
                result.same().map(Resizing::text).orElse(""));
        ArrayNode rules = json.putArray("rules");
        for (CheckEncoder.Agreement agreement : result.agreements()) {
            rules.addObject().put("rule", agreement.rule().text()).put("mean", agreement.mean()).put("minimum",
                    agreement.minimum());
        }
        return ResultJson.print(json);
    }
}
