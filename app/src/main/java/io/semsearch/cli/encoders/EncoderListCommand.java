package io.semsearch.cli.encoders;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.ResultJson;
import io.semsearch.cli.reports.TextTable;
import io.semsearch.operations.Formats;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.encoders.ListEncoders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists encoders: {@link ListEncoders} on the command line. */
@Command(name = "list", description = "List the installed encoders, and the networks that can be fetched.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch encoder list", "  semsearch encoder list --format json"})
final class EncoderListCommand implements Callable<Integer> {

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        ListEncoders.Result result = ListEncoders.run(new ListEncoders.Options(store.store()));
        console.out().println(format.isJson() ? json(result) : table(result));
        console.out().flush();
        return ExitCode.OK;
    }

    private static String table(ListEncoders.Result result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("encoder", "features", "photos"));
        rows.add(List.of(result.builtin().name(), String.valueOf(result.builtin().dimension()),
                result.builtin().preprocessing()));
        for (EncoderStore.Installed encoder : result.installed()) {
            rows.add(encoder.recipe().map(recipe -> List.of(encoder.name(), String.valueOf(recipe.dimension()),
                    recipe.id().preprocessing()))
                    .orElseGet(() -> List.of(encoder.name(), "", "cannot be read: "
                            + Formats.line(encoder.problem()))));
        }
        return String.join(System.lineSeparator(), TextTable.lines(rows, 0, 2)) + System.lineSeparator()
                + "'semsearch encoder fetch' knows " + String.join(", ", result.fetchable());
    }

    private static String json(ListEncoders.Result result) {
        ObjectNode json = ResultJson.object();
        ArrayNode encoders = json.putArray("encoders");
        encoders.addObject().put("encoder", result.builtin().name()).put("featureDimension",
                result.builtin().dimension());
        for (EncoderStore.Installed encoder : result.installed()) {
            if (encoder.recipe().isPresent()) {
                encoders.add(EncoderOutput.json(encoder.recipe().get()));
            } else {
                encoders.addObject().put("encoder", encoder.name()).put("problem", encoder.problem());
            }
        }
        ArrayNode fetchable = json.putArray("fetchable");
        result.fetchable().forEach(fetchable::add);
        return ResultJson.print(json);
    }
}
