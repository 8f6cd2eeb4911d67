package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.datasets.download.EncoderDownloads;
import io.semsearch.operations.encoders.FetchEncoder;
import io.semsearch.operations.encoders.ImportEncoder;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a network: {@link FetchEncoder} on the command line. */
@Command(name = "fetch",
        description = "Download a known network, check it against its digest, and make an encoder of it. An "
                + "interrupted download is resumed by the same call.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch encoder fetch mobilenetv2", "  semsearch encoder fetch resnet50 --quality best"})
final class EncoderFetchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NETWORK", description = "resnet18, resnet50, mobilenetv2 or squeezenet.")
    private String network = "";

    @Option(names = "--name", paramLabel = "NAME",
            description = "Name of the encoder. Default: the network's.")
    private @Nullable String name;

    @Mixin
    private QualityOption quality = new QualityOption();

    @Option(names = "--url", paramLabel = "URL",
            description = "A mirror of the ONNX Model Zoo; ends with a slash. Default: the zoo itself.")
    private URI base = EncoderDownloads.DEFAULT_BASE;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        ImportEncoder.Result result = FetchEncoder.run(new FetchEncoder.Options(network, Optional.ofNullable(name),
                store.store(), quality.quality(), base), console);
        console.out().println(format.isJson() ? EncoderOutput.json(result) : EncoderOutput.text(result));
        console.out().flush();
        return ExitCode.OK;
    }
}
