package io.semsearch.cli.vectors;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.DataSizeConverter;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.VectorsOutput;
import io.semsearch.operations.vectors.ConvertWordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts word vectors: {@link ConvertWordVectors} on the command line. */
@Command(name = "convert",
        description = "Convert word vectors to another file format, or keep only some of them. Words become "
                + "lower case.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors convert wiki-news-300d-1M.vec wiki.bin",
                "  semsearch vectors convert GoogleNews.bin.gz small.txt.gz \\",
                "      --words-of captions.json --extra-words 20000"})
final class VectorsConvertCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "IN",
            description = "GloVe text, fastText .vec, word2vec text or binary; may be gzipped or zipped.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT",
            description = "The file to write: word2vec binary if it ends with .bin, else word2vec text; gzipped if "
                    + "it ends with .gz.")
    private Path out = Path.of("");

    @Option(names = "--words-of", paramLabel = "CAPTIONS",
            description = "Keep the words and phrases of this captions file. May be repeated.")
    private List<Path> captions = List.of();

    @Option(names = "--extra-words", paramLabel = "N",
            description = "How many other words to keep: the first ones of the file, which are the most frequent. "
                    + "Default: all; with --words-of none.")
    private @Nullable Integer extraWords;

    @Option(names = "--skip-bad-vectors",
            description = "Count and skip lines that cannot be read, instead of refusing the file.")
    private boolean skipsBroken;

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "Limit for the size of a compressed file when unpacked. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    @Mixin
    private VectorsOutput output = new VectorsOutput();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        OptionalInt extra = extraWords == null ? OptionalInt.empty() : OptionalInt.of(extraWords);
        ConvertWordVectors.Options options = new ConvertWordVectors.Options(in, out, captions, extra, skipsBroken,
                maxUncompressedBytes);
        output.print(ConvertWordVectors.run(options, console), console);
        return ExitCode.OK;
    }
}
