package io.semsearch.encoder.onnx;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that decides what vector a photo gets, as the file {@value #FILE} beside the network.
 *
 * <p>A photo is prepared as {@link PhotoInput} says, once for each of the sizes, and mirrored too if {@code flip}. The
 * tensors of the blocks are pooled and averaged over these views; root, norm and weight are applied; the blocks follow
 * each other in the vector. {@link #fingerprint} covers all of it, and the network by its digest.
 *
 * @param format        always {@link #FORMAT}
 * @param formatVersion always {@link #VERSION}
 * @param name          the encoder's name
 * @param network       the network's file
 * @param input         how photos are prepared
 * @param blocks        parts of the vector, at least one
 * @param flip          true to average over the photo and its mirror image
 * @param sizes         sides of the squares that are averaged over, at least one; usually the input's size alone */
public record EncoderRecipe(String format, int formatVersion, String name, NetworkFile network, PhotoInput input,
        List<FeatureBlock> blocks, boolean flip, List<Integer> sizes) {

    /** Name of the file. */
    public static final String FILE = "encoder.json";

    /** Marks the file as ours. */
    public static final String FORMAT = "semsearch-encoder";

    /** The version this program reads and writes. */
    public static final int VERSION = 1;

    private static final long MAX_BYTES = 1 << 20;
    private static final int MOST_BLOCKS = 64;
    private static final int MOST_SIZES = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();

    /** The network of a recipe.
     *
     * @param file    in the recipe's folder
     * @param sha256  of this file
     * @param source  where it came from: a URL, or a file's name and digest
     * @param licence of its weights; empty if not known */
    public record NetworkFile(String file, String sha256, String source, String licence) {

        private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
        private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

        /** @throws IllegalArgumentException if the file is not a plain name, or the digest none */
        public NetworkFile {
            if (!FILE_NAME.matcher(file).matches() || !SHA_256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("the network needs a plain file name and a SHA-256, got '" + file
                        + "' and '" + sha256 + "'");
            }
        }
    }

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public EncoderRecipe {
        blocks = List.copyOf(blocks);
        sizes = List.copyOf(sizes);
        if (!format.equals(FORMAT) || formatVersion != VERSION) {
            throw new IllegalArgumentException("expected format " + FORMAT + ", version " + VERSION + ", found "
                    + format + ", version " + formatVersion + ": import the network again");
        }
        requireName(name);
        if (blocks.isEmpty() || blocks.size() > MOST_BLOCKS || sizes.isEmpty() || sizes.size() > MOST_SIZES
                || sizes.stream().anyMatch(size -> size < 1 || size > PhotoInput.MAX_SIZE)) {
            throw new IllegalArgumentException("expected 1 to " + MOST_BLOCKS + " blocks and 1 to " + MOST_SIZES
                    + " sizes of 1 to " + PhotoInput.MAX_SIZE + " pixels, found " + blocks.size() + " blocks and sizes "
                    + sizes);
        }
    }

    /** Checks a name: it becomes a folder's.
     *
     * @throws IllegalArgumentException if it is none */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches() || name.equals(EncoderId.UNNAMED)) {
            throw new IllegalArgumentException("the name of an encoder has 1 to 100 letters, digits, '.', '_' and '-', "
                    + "and begins with a letter or a digit, got '" + name + "': choose another with --name");
        }
        return name;
    }

    /** Reads the recipe of a folder.
     *
     * @throws DataFileException if it is damaged or of another version
     * @throws IOException       if it cannot be read */
    public static EncoderRecipe read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.size(file) > MAX_BYTES) {
            throw new DataFileException(file + ": expected a recipe, found " + Files.size(file) + " bytes");
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), EncoderRecipe.class);
        } catch (JacksonException e) {
            throw new DataFileException(file + ": expected the recipe of an encoder, found another or a damaged file ("
                    + e.getOriginalMessage() + "): import the network again", e);
        }
    }

    /** Writes this recipe into a folder, atomically. */
    public void write(Path folder) throws IOException {
        AtomicFile.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + System.lineSeparator());
    }

    /** The same encoder under other conditions. */
    public EncoderRecipe with(PhotoInput otherInput) {
        return new EncoderRecipe(format, formatVersion, name, network, otherInput, blocks, flip, sizes);
    }

    /** Length of the vectors. */
    @JsonIgnore
    public int dimension() {
        return blocks.stream().mapToInt(FeatureBlock::dimension).sum();
    }

    /** Number of times that the network runs for a photo. */
    @JsonIgnore
    public int views() {
        return sizes.size() * (flip ? 2 : 1);
    }

    /** SHA-256 of everything that decides a vector: this recipe without its name, source and licence. */
    @JsonIgnore
    public String fingerprint() {
        NetworkFile content = new NetworkFile("network", network.sha256(), "", "");
        EncoderRecipe deciding = new EncoderRecipe(format, formatVersion, "encoder", content, input, blocks, flip,
                sizes);
        return Sha256.of(JsonMapper.shared().writeValueAsString(deciding).getBytes(StandardCharsets.UTF_8));
    }

    /** The identity that features carry. */
    @JsonIgnore
    public EncoderId id() {
        String views = (flip ? ", mirrored too" : "")
                + (sizes.size() == 1
                        ? ""
                        : ", at " + String.join(" and ", sizes.stream().map(String::valueOf).toList())
                                + " px");
        return new EncoderId(name, dimension(), input.text() + views, fingerprint());
    }
}
