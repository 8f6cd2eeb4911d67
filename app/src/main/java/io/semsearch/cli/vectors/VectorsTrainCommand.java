package io.semsearch.cli.vectors;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.DataSizeConverter;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.VectorsOutput;
import io.semsearch.operations.vectors.TrainWordVectors;
import io.semsearch.trainer.word2vec.PhraseConfig;
import io.semsearch.trainer.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns word vectors: {@link TrainWordVectors} on the command line. */
@Command(name = "train",
        description = "Train word vectors by word2vec (skip-gram, 5 negative samples) on captions or other "
                + "text.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch vectors train --captions captions_train2014.json --phrases --out coco.txt",
                "  semsearch vectors train --text wiki.txt.gz --min-count 5 --dimension 200 \\",
                "      --out wiki.bin",
                "%nThen: semsearch train --vectors coco.txt ..."})
final class VectorsTrainCommand implements Callable<Integer> {

    private static final Word2VecConfig DEFAULTS = Word2VecConfig.forCaptions(TrainWordVectors.Options.DEFAULT_SEED);

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--out", required = true, paramLabel = "F",
            description = "The file to write: word2vec binary if it ends with .bin, else word2vec text; gzipped if "
                    + "it ends with .gz.")
    private Path out = Path.of("");

    @Option(names = "--dimension", paramLabel = "N",
            description = "Dimension of the vectors. Default: ${DEFAULT-VALUE}.")
    private int dimension = DEFAULTS.dimension();

    @Option(names = "--epochs", paramLabel = "N",
            description = "Passes over the text. Default: ${DEFAULT-VALUE}.")
    private int epochs = DEFAULTS.epochs();

    @Option(names = "--window", paramLabel = "N",
            description = "Context of a word: at most this many words on each side. Default: ${DEFAULT-VALUE}.")
    private int window = DEFAULTS.window();

    @Option(names = "--min-count", paramLabel = "N",
            description = "Rarer words get no vector. Default: ${DEFAULT-VALUE}.")
    private int minimumCount = DEFAULTS.minimumCount();

    @Option(names = "--phrases",
            description = "First join words that occur together far more often than by chance, up to four: hot_dog "
                    + "gets its own vector.")
    private boolean phrases;

    @Option(names = "--phrase-threshold", paramLabel = "X",
            defaultValue = "" + TrainWordVectors.Options.DEFAULT_PHRASE_THRESHOLD,
            description = "How many times as often as by chance. Default: ${DEFAULT-VALUE}.")
    private double phraseThreshold;

    @Option(names = "--seed", paramLabel = "N",
            description = "Equal seeds give equal vectors. Default: ${DEFAULT-VALUE}.")
    private long seed = DEFAULTS.seed();

    @Option(names = "--max-uncompressed", paramLabel = "SIZE", defaultValue = "4GiB",
            converter = DataSizeConverter.class,
            description = "Limit for the size of a compressed file when unpacked. Default: ${DEFAULT-VALUE}.")
    private long maxUncompressedBytes;

    @Mixin
    private VectorsOutput output = new VectorsOutput();

    @Spec
    private CommandSpec spec;

    /** One of two. */
    private static final class Source {

        @Option(names = "--captions", required = true, arity = "1..*", paramLabel = "F",
                description = "Captions: COCO's or Karpathy's JSON, CSV, or Flickr8k's token file; several "
                        + "files are joined. May be gzipped or zipped.")
        private List<Path> captions = List.of();

        @Option(names = "--text", required = true, paramLabel = "F",
                description = "Any text in UTF-8, one sentence per line; may be gzipped or zipped.")
        private @Nullable Path text;

        TrainWordVectors.Source files() {
            return text == null
                    ? new TrainWordVectors.Source.Captions(captions)
                    : new TrainWordVectors.Source.Text(text);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Word2VecConfig word2vec = new Word2VecConfig(seed, dimension, epochs, window, DEFAULTS.negatives(),
                minimumCount);
        PhraseConfig phraseConfig = new PhraseConfig(phraseThreshold, PhraseConfig.DISCOUNT, minimumCount);
        TrainWordVectors.Options options = new TrainWordVectors.Options(source.files(), out, word2vec,
                phrases ? Optional.of(phraseConfig) : Optional.empty(), maxUncompressedBytes);
        output.print(TrainWordVectors.run(options, console), console);
        return ExitCode.OK;
    }
}
