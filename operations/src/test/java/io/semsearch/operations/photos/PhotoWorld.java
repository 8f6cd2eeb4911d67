package io.semsearch.operations.photos;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelDraft;
import io.semsearch.artifact.ModelWriter;
import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small photos, and a model of the built-in encoder, for tests. */
public final class PhotoWorld {

    private static final int SIDE = 32;
    private static final List<String> WORDS = List.of("red", "green", "blue", "dark");

    private PhotoWorld() {}

    /** Writes a model of the built-in encoder that knows four words, and no index. */
    public static CollectionFolder model(Path folder) throws IOException {
        return model(folder, new BuiltinImageEncoder().id(), 7);
    }

    /** Writes a model of an encoder.
     *
     * @param seed of its projection */
    static CollectionFolder model(Path folder, EncoderId encoder, long seed) throws IOException {
        int words = WORDS.size();
        FloatMatrix projection = FloatMatrix.zeros(encoder.dimension(), words);
        Random random = new Random(seed);
        for (int i = 0; i < projection.values().length; i++) {
            projection.values()[i] = (float) random.nextGaussian();
        }
        FloatMatrix vectors = FloatMatrix.zeros(words, words);
        for (int word = 0; word < words; word++) {
            vectors.values()[word * words + word] = 1;
        }
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(WORDS, vectors),
                new InverseDocumentFrequency(100, new int[]{10, 10, 10, 10}));
        ModelWriter.write(folder.resolve(ModelArtifact.FOLDER),
                new ModelDraft(new ImageProjection(projection), embedder,
                        encoder, Map.of(), Map.of(), Optional.empty(), Optional.empty()),
                "test");
        return new CollectionFolder(folder);
    }

    /** Writes a photo, a pattern of its own for each seed, as PNG. */
    public static Path photo(Path file, long seed) throws IOException {
        return photo(file, seed, SIDE);
    }

    static Path photo(Path file, long seed, int side) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillRect(random.nextInt(side), random.nextInt(side), side / 2, side / 3);
        }
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** Sets a file's time of modification. */
    static void touch(Path file, Instant modified) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
