package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.operations.encoders.ImportEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a network: {@link ImportEncoder} on the command line. */
@Command(name = "import",
        description = "Make an encoder of an ONNX network, or of torchvision's weights of a ResNet. Of a classifier, "
                + "the input of its last layer becomes the features.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch encoder import mobilenetv2.onnx",
                "  semsearch encoder import resnet18-f37072fd.pth --name resnet18 --quality fast",
                "  semsearch encoder import clip-image.onnx --preset clip --quality fast",
                "  semsearch encoder import net.onnx --output /layer4/Relu_1_output_0"})
final class EncoderImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The network: .onnx; or .pth, the weights of a ResNet.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME",
            description = "Name of the encoder. Default: the file's name without its extension.")
    private @Nullable String name;

    @Mixin
    private QualityOption quality = new QualityOption();

    @Option(names = "--output", paramLabel = "TENSOR",
            description = "Take this tensor as features; 'encoder show FILE' lists them.")
    private @Nullable String output;

    @Mixin
    private NetworkInputOptions input = new NetworkInputOptions();

    @Option(names = "--source", paramLabel = "TEXT",
            description = "Where the network is from. Default: the file's name and SHA-256.")
    private String source = "";

    @Option(names = "--licence", paramLabel = "TEXT", description = "Licence of its weights, to be kept with it.")
    private String licence = "";

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        ImportEncoder.Result result = ImportEncoder.run(new ImportEncoder.Options(file, store.store(),
                Optional.ofNullable(name), input.choice(), quality.quality(), Optional.ofNullable(output), source,
                licence), console);
        console.out().println(format.isJson() ? EncoderOutput.json(result) : EncoderOutput.text(result));
        console.out().flush();
        return ExitCode.OK;
    }
}
