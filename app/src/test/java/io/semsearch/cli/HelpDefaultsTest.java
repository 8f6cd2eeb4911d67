package io.semsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.semsearch.captioning.CaptionOptions;
import io.semsearch.cli.options.DataSizeConverter;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.encoders.CheckEncoder;
import io.semsearch.operations.encoders.ImportEncoder;
import io.semsearch.operations.evaluation.EvaluateModel;
import io.semsearch.operations.images.FetchImages;
import io.semsearch.operations.inspection.FindHubs;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.operations.photos.FindDuplicates;
import io.semsearch.operations.photos.WatchPhotos;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.operations.training.TrainingRecipe;
import io.semsearch.operations.training.ValidationData;
import io.semsearch.operations.vectors.NearestWords;
import io.semsearch.operations.vectors.TrainWordVectors;
import io.semsearch.operations.vectors.WordVectorSource;
import io.semsearch.schema.HnswParameters;
import io.semsearch.search.Effort;
import io.semsearch.search.Rocchio;
import io.semsearch.search.SearchOptions;
import io.semsearch.server.ServerOptions;
import io.semsearch.trainer.captioning.CaptionerConfig;
import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Objective;
import io.semsearch.trainer.config.Optimizer;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.word2vec.Word2VecConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Holds the defaults that the help shows to the records that apply them. */
class HelpDefaultsTest {

    private static final TrainingConfig BEST = TrainingRecipe.BEST.config();
    private static final TrainingConfig COURSE = TrainingRecipe.COURSE.config();
    private static final Path ANY = Path.of("any");

    /** Options whose default depends on data, model or machine, or is known to the command line alone. */
    private static final Set<String> WITHOUT_RECORD = Set.of("--collection", "--feature-ids", "--format", "--images",
            "--max-uncompressed", "--vectors", "search -k", "search --hnsw", "search --hubness", "similar -k",
            "similar --hnsw", "index --threads", "photos --like", "caption --alternatives",
            "captioner train --validation-captions", "evaluate --margin",
            "evaluate --form-queries",
            "vectors convert --extra-words", "vectors nearest --extra-words", "demo --seed", "reproduce --data",
            "reproduce --work", "--store", "--size", "--resize", "--short-side", "--interpolation", "--channels",
            "--mean", "--deviation", "encoder import --name", "encoder import --source", "encoder fetch --name",
            "encoder fetch --url", "encoder show --preset", "encoder fetch --quality", "images fetch --to",
            "serve --token", "serve --fetch",
            "serve --log-json");

    static Stream<Arguments> defaults() {
        TrainModel.Options training = TrainModel.Options.of(ANY, DataFiles.of(ANY, ANY));
        Word2VecConfig word2vec = TrainWordVectors.Options.of(new TrainWordVectors.Source.Text(ANY), ANY).word2vec();
        CaptionerConfig captioner = CaptionerConfig.DEFAULT;
        return Stream.of(
                arguments("captioner train", "--architecture",
                        captioner.architecture().name().toLowerCase(Locale.ROOT)),
                arguments("captioner train", "--epochs", text(captioner.epochs())),
                arguments("captioner train", "--patience", text(captioner.patience())),
                arguments("captioner train", "--min-count", text(captioner.minCount())),
                arguments("captioner train", "--learning-rate", text(captioner.step().learningRate())),
                arguments("captioner train", "--seed", text(captioner.seed())),
                arguments("captioner evaluate", "--beam", text(CaptionOptions.DEFAULT.beam())),
                arguments("caption", "--beam", text(CaptionOptions.DEFAULT.beam())),
                arguments("train", "--recipe", training.recipe().name()),
                arguments("train", "--seed", both(BEST.seed(), COURSE.seed())),
                arguments("train", "--epochs", both(BEST.epochs(), COURSE.epochs())),
                arguments("train", "--patience", both(BEST.patience(), COURSE.patience())),
                arguments("train", "--batch-size", both(BEST.batchSize(), COURSE.batchSize())),
                arguments("train", "--start", both(BEST.initialization(), COURSE.initialization())),
                arguments("train", "--dimension", both(BEST.dimension(), COURSE.dimension())),
                arguments("train", "--scaling", both(BEST.scaling(), COURSE.scaling())),
                arguments("train", "--caption-embedding", both(TrainingRecipe.BEST.captionEmbedding(),
                        TrainingRecipe.COURSE.captionEmbedding())),
                arguments("train", "--min-count",
                        both(TrainingRecipe.BEST.minCount(), TrainingRecipe.COURSE.minCount())),
                arguments("train", "--negatives", both(BEST.objective().negatives(), COURSE.objective().negatives())),
                arguments("train", "--pool", both(BEST.objective().pool(), COURSE.objective().pool())),
                arguments("train", "--warm-up", COURSE.objective().warmUpEpochs() + " from a random start, else "
                        + BEST.objective().warmUpEpochs()),
                arguments("train", "--loss", both(loss(BEST.objective()), loss(COURSE.objective()))),
                arguments("train", "--margin", both(BEST.objective().margin(), COURSE.objective().margin())),
                arguments("train", "--temperature", text(Loss.InfoNce.DEFAULT.temperature())),
                arguments("train", "--dropout",
                        both(BEST.regularization().dropout(), COURSE.regularization().dropout())),
                arguments("train", "--weight-decay", both(BEST.regularization().weightDecay(),
                        COURSE.regularization().weightDecay())),
                arguments("train", "--optimizer", both(optimizer(BEST), optimizer(COURSE))),
                arguments("train", "--shorten", both(BEST.regularization().shortened(),
                        COURSE.regularization().shortened())),
                arguments("train", "--learning-rate", text(COURSE.optimizer().learningRate()) + " for adam, "
                        + text(BEST.optimizer().learningRate()) + " for relative, "
                        + text(Optimizer.Sgd.DEFAULT.learningRate()) + " for sgd"),
                arguments("train", "--momentum", text(Optimizer.Sgd.DEFAULT.momentum())),
                arguments("train", "--validation-queries", both(BEST.validationQueries(), COURSE.validationQueries())),
                arguments("train", "--validation-share", text(ValidationData.DEFAULT.share())),
                arguments("train", "--extra-words", text(WordVectorSource.File.of(ANY).extraWords())),
                arguments("train", "--device", text(training.device())
                        + ", a GPU if this build and machine can use one"),
                arguments("evaluate", "--seed", text(EvaluateModel.Options.of(ANY, DataFiles.of(ANY, ANY)).evaluation()
                        .seed())),
                arguments("search", "--alpha", text(Rocchio.DEFAULT.alpha())),
                arguments("search", "--beta", text(Rocchio.DEFAULT.beta())),
                arguments("search", "--gamma", text(Rocchio.DEFAULT.gamma())),
                arguments("search", "--recall", text(Effort.DEFAULT_ANN_RECALL)),
                arguments("search", "--space", text(SearchOptions.top(1).space())),
                arguments("index", "--m", text(HnswParameters.DEFAULT.m())),
                arguments("index", "--ef-construction", text(HnswParameters.DEFAULT.efConstruction())),
                arguments("hubs", "--queries", text(FindHubs.Options.of(ANY).queries())),
                arguments("verify", "--duplicates", text(VerifyIndex.Options.of(ANY).nearDuplicateSimilarity())),
                arguments("duplicates", "--similarity", FindDuplicates.Options.DEFAULT_SIMILARITY
                        + "; of the built-in encoder, " + FindDuplicates.Options.DEFAULT_SIMILARITY_BUILTIN),
                arguments("duplicates", "--burst", text(FindDuplicates.Options.DEFAULT_BURST.toSeconds())),
                arguments("watch", "--quiet", text(WatchPhotos.Options.DEFAULT_QUIET.toSeconds())),
                arguments("watch", "--rescan", text(WatchPhotos.Options.DEFAULT_RESCAN.toSeconds())),
                arguments("serve", "--port", text(ServerOptions.Address.DEFAULT.port())),
                arguments("serve", "--host",
                        ServerOptions.Address.DEFAULT.host() + ", which only this computer can reach"),
                arguments("encoder import", "--quality", text(ImportEncoder.Options.DEFAULT_QUALITY)),
                arguments("encoder import", "--preset", text(ImportEncoder.Options.DEFAULT_PRESET)),
                arguments("encoder check", "--photos", text(CheckEncoder.Options.DEFAULT_PHOTOS)),
                arguments("images fetch", "--per-host", text(FetchImages.Options.DEFAULT_PER_HOST)),
                arguments("vectors train", "--dimension", text(word2vec.dimension())),
                arguments("vectors train", "--epochs", text(word2vec.epochs())),
                arguments("vectors train", "--window", text(word2vec.window())),
                arguments("vectors train", "--min-count", text(word2vec.minimumCount())),
                arguments("vectors train", "--seed", text(word2vec.seed())),
                arguments("vectors train", "--phrase-threshold",
                        text(TrainWordVectors.Options.DEFAULT_PHRASE_THRESHOLD)),
                arguments("vectors nearest", "-k", text(NearestWords.Options.of(
                        NearestWords.Source.File.of(ANY), "dog").k())));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void theHelpShowsTheDefaultsOfTheRecords(String command, String option, String expected) {
        assertThat(defaultOf(command, option)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "index", "add", "vectors train", "vectors convert", "vectors nearest"})
    void filesMayUnpackToTheSameEverywhere(String command) {
        assertThat(new DataSizeConverter().convert(defaultOf(command, "--max-uncompressed")))
                .isEqualTo(DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }

    /** A new default in a help text belongs into {@link #defaults}, or into {@link #WITHOUT_RECORD}. */
    @ParameterizedTest
    @MethodSource("commands")
    void allDefaultsAreCompared(String command, CommandSpec spec) {
        Set<String> compared = defaults().map(Arguments::get).map(each -> each[0] + " " + each[1])
                .collect(Collectors.toSet());
        // the two share these options
        String other = command.equals("similar") ? "search" : command;

        assertThat(spec.options()).filteredOn(option -> String.join("", option.description()).contains("Default:"))
                .allMatch(option -> Arrays.stream(option.names())
                        .anyMatch(name -> compared.contains(other + " " + name) || WITHOUT_RECORD.contains(name)
                                || WITHOUT_RECORD.contains(command + " " + name)));
    }

    static Stream<Arguments> commands() {
        return commands("", Main.commandLine()).filter(each -> !"help".equals(each.get()[0]));
    }

    private static Stream<Arguments> commands(String prefix, CommandLine parent) {
        return parent.getSubcommands().entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(arguments(prefix + entry.getKey(), entry.getValue().getCommandSpec())),
                        commands(prefix + entry.getKey() + " ", entry.getValue())));
    }

    /** What the help says after the first "Default:" that follows the option. */
    private static String defaultOf(String command, String option) {
        String help = Cli.succeed((Object[]) (command + " --help").split(" ")).out().replaceAll("\\s+", " ");
        // the last place, since the synopsis names the option, too
        Matcher matcher = Pattern.compile("Default: (.*?)\\.( |$)").matcher(help);
        assertThat(matcher.find(help.lastIndexOf(option + "="))).as("%s of %s has a default", option, command).isTrue();
        return matcher.group(1);
    }

    private static String both(Object best, Object course) {
        return best.equals(course) ? text(best) : text(best) + "; course: " + text(course);
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number when number == Math.rint(number) -> Long.toString(Math.round(number));
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            default -> value.toString();
        };
    }

    private static String loss(Objective objective) {
        return switch (objective.loss()) {
            case Loss.Margin ranking -> "margin";
            case Loss.InfoNce contrastive -> "infonce";
            case Loss.Both both -> "both";
        };
    }

    private static String optimizer(TrainingConfig config) {
        return switch (config.optimizer()) {
            case Optimizer.Adam adam -> "adam";
            case Optimizer.RelativeAdam adam -> "relative";
            case Optimizer.Sgd sgd -> "sgd";
        };
    }
}
