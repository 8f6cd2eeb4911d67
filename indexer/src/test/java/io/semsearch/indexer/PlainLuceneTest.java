package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others can read our index: lucene-core alone, in a process of its own. */
class PlainLuceneTest {

    private static final int LONG = 1280;
    private static final int IMAGES = 800;

    @TempDir
    Path folder;

    @Test
    void luceneAloneSearchesBothFieldsAlsoWhereVectorsAreLongerThanItWouldWrite() throws Exception {
        FloatMatrix features = random(IMAGES, LONG, 1);
        TestCollection collection = TestCollection.of(folder.resolve("collection"), features, random(LONG, 16, 2));
        collection.index();
        float[] feature = features.row(41);
        float[] semantic = collection.model().projection().project(feature);

        assertThat(inAProcessOfItsOwn(IndexSchema.FEATURES, feature)).startsWith("42 ")
                .isEqualTo(PlainLucene.search(index(), IndexSchema.FEATURES, feature));
        assertThat(inAProcessOfItsOwn(IndexSchema.SEMANTIC, semantic)).startsWith("42 ")
                .isEqualTo(PlainLucene.search(index(), IndexSchema.SEMANTIC, semantic));
    }

    private Path index() {
        return folder.resolve("collection").resolve(IndexSchema.FOLDER);
    }

    private String inAProcessOfItsOwn(String field, float[] vector) throws IOException, InterruptedException {
        StringJoiner values = new StringJoiner(",");
        for (float value : vector) {
            values.add(Float.toString(value));
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                onlyThisClass() + File.pathSeparator + luceneCore(), PlainLucene.class.getName(), index().toString(),
                field, values.toString()).redirectError(folder.resolve("stderr").toFile()).start();
        try (InputStream answer = process.getInputStream()) {
            String ids = new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(() -> read(folder.resolve("stderr"))).isZero();
            return ids;
        }
    }

    /** A class path with that class alone. */
    private Path onlyThisClass() throws IOException {
        String name = PlainLucene.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve("classes").resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = PlainLucene.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(bytes).isNotNull();
            Files.write(copy, bytes.readAllBytes());
        }
        return folder.resolve("classes");
    }

    private static String luceneCore() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("lucene-core")).findFirst().orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static FloatMatrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
