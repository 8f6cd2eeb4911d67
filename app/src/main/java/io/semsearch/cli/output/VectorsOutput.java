package io.semsearch.cli.output;

import io.semsearch.cli.options.FormatOption;
import io.semsearch.operations.Formats;
import io.semsearch.operations.vectors.WrittenVectors;
import picocli.CommandLine.Mixin;

/** Prints which word vectors a command has written. */
public final class VectorsOutput {

    @Mixin
    private FormatOption format = new FormatOption();

    public void print(WrittenVectors written, Console console) {
        console.out().println(format.isJson() ? json(written) : text(written));
        console.out().flush();
    }

    private static String json(WrittenVectors written) {
        return ResultJson.print(ResultJson.object().put("vectors", written.file().toString())
                .put("words", written.words()).put("phrases", written.phrases()).put("dimension", written.dimension()));
    }

    private static String text(WrittenVectors written) {
        return Formats.text("%s: %s%s, %,d values each", written.file(), Formats.count(written.words(), "word"),
                written.phrases() == 0 ? "" : Formats.text(" (%s)", Formats.count(written.phrases(), "phrase")),
                written.dimension());
    }
}
