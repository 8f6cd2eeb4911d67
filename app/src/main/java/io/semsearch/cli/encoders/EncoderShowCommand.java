package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.encoder.onnx.CandidateTensor;
import io.semsearch.operations.Formats;
import io.semsearch.operations.encoders.DescribeEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes an encoder or a network: {@link DescribeEncoder} on the command line. */
@Command(name = "show",
        description = "Describe an installed encoder, or a network before it is imported: its tensors with their "
                + "shapes, and the one that would become the features (*).",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch encoder show mobilenetv2", "  semsearch encoder show resnet50.onnx"})
final class EncoderShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", description = "An installed encoder, or an ONNX network.")
    private String subject = "";

    @Mixin
    private NetworkInputOptions input = new NetworkInputOptions();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        DescribeEncoder.Result result = DescribeEncoder
                .run(new DescribeEncoder.Options(subject, store.store(), input.choice()));
        console.out().println(format.isJson() ? json(result) : text(result));
        console.out().flush();
        return ExitCode.OK;
    }

    private static String text(DescribeEncoder.Result result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "tensor", "of", "shape for one photo"));
        for (CandidateTensor tensor : result.candidates()) {
            rows.add(List.of(tensor.tensor().equals(result.features().tensor()) ? "*" : "",
                    Formats.line(tensor.tensor()), tensor.operator(), tensor.shapeText()));
        }
        String table = String.join(System.lineSeparator(), TextTable.lines(rows, 0, 1, 2, 3));
        return result.recipe().map(recipe -> EncoderOutput.text(recipe) + System.lineSeparator()).orElse("") + table;
    }

    private static String json(DescribeEncoder.Result result) {
        ObjectNode json = result.recipe().map(EncoderOutput::json).orElseGet(ResultJson::object);
        json.put("input", result.input().tensor()).put("featureTensor", result.features().tensor()).put("reason",
                result.features().reason());
        ArrayNode tensors = json.putArray("tensors");
        for (CandidateTensor tensor : result.candidates()) {
            ArrayNode shape = tensors.addObject().put("tensor", tensor.tensor()).put("operator", tensor.operator())
                    .putArray("shape");
            tensor.shape().forEach(shape::add);
        }
        return ResultJson.print(json);
    }
}
