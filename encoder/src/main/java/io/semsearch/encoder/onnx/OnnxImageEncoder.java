package io.semsearch.encoder.onnx;

import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.DataFileException;
import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encodes photos with a network, as a recipe says. Thread-safe.
 *
 * <p>A call uses one processor: call it from as many threads as there are processors. Native memory: the network, and
 * for each thread the tensors of a batch of at most 8 photos. */
public final class OnnxImageEncoder implements ImageEncoder {

    /** Photos that go through the network at once. */
    static final int MOST_PHOTOS = 8;

    private final EncoderRecipe recipe;
    private final EncoderId id;
    private final List<PhotoInput> inputs;
    private final OnnxSession session;

    private OnnxImageEncoder(EncoderRecipe recipe, OnnxSession session) {
        this.recipe = recipe;
        this.id = recipe.id();
        this.inputs = recipe.sizes().stream().map(recipe.input()::atSize).toList();
        this.session = session;
    }

    /** Opens the encoder of a folder.
     *
     * @throws DataFileException if the network is not the recipe's, or ONNX Runtime cannot load it
     * @throws IOException       if it cannot be read */
    public static OnnxImageEncoder open(Path folder) throws IOException {
        return open(folder, EncoderRecipe.read(folder));
    }

    /** Opens the network of a folder with another recipe. */
    public static OnnxImageEncoder open(Path folder, EncoderRecipe recipe) throws IOException {
        Path file = folder.resolve(recipe.network().file());
        OnnxNetwork.requireMemory(Files.size(file), file.toString());
        byte[] network = Files.readAllBytes(file);
        String sha256 = Sha256.of(network);
        if (!sha256.equals(recipe.network().sha256())) {
            throw new DataFileException(file + ": expected the network with SHA-256 " + recipe.network().sha256()
                    + ", found " + sha256 + ": it was changed or damaged, import it again");
        }
        return of(network, recipe, file.toString());
    }

    static OnnxImageEncoder of(byte[] network, EncoderRecipe recipe, String name) throws IOException {
        return new OnnxImageEncoder(recipe, new OnnxSession(network, recipe.input().tensor(), name));
    }

    /** How photos become vectors. */
    public EncoderRecipe recipe() {
        return recipe;
    }

    @Override
    public EncoderId id() {
        return id;
    }

    @Override
    public float[] encode(BufferedImage image) {
        return encodeAll(List.of(image)).row(0);
    }

    @Override
    public FloatMatrix encodeAll(List<BufferedImage> images) {
        FloatMatrix features = FloatMatrix.zeros(images.size(), featureDimension());
        int most = recipe.input().batch() == 0 ? MOST_PHOTOS : recipe.input().batch();
        for (int start = 0; start < images.size(); start += most) {
            List<BufferedImage> some = images.subList(start, Math.min(images.size(), start + most));
            float[][] rows = encodeBatch(some);
            for (int row = 0; row < rows.length; row++) {
                features.setRow(start + row, rows[row]);
            }
        }
        return features;
    }

    private float[][] encodeBatch(List<BufferedImage> images) {
        float[][] sums = new float[images.size()][featureDimension()];
        for (PhotoInput input : inputs) {
            Preprocessing preprocessing = new Preprocessing(input);
            List<RgbPixels> squares = new ArrayList<>();
            images.forEach(image -> squares.add(preprocessing.square(image)));
            addView(input, squares, false, sums);
            if (recipe.flip()) {
                addView(input, squares, true, sums);
            }
        }
        for (float[] row : sums) {
            finish(row);
        }
        return sums;
    }

    private void addView(PhotoInput input, List<RgbPixels> squares, boolean mirrored, float[][] sums) {
        int size = input.size();
        int photos = input.batch() == 0 ? squares.size() : input.batch();
        FloatBuffer values = ByteBuffer.allocateDirect(Math.multiplyExact(photos * 3 * Float.BYTES, size * size))
                .order(ByteOrder.nativeOrder()).asFloatBuffer();
        Preprocessing preprocessing = new Preprocessing(input);
        for (int i = 0; i < squares.size(); i++) {
            preprocessing.write(squares.get(i), mirrored, values, i * 3 * size * size);
        }
        Map<String, TensorValues> outputs = session.run(values, input.shape(photos));
        int start = 0;
        for (FeatureBlock block : recipe.blocks()) {
            TensorValues output = outputs.get(block.tensor());
            if (output == null || output.photos() != photos
                    || output.pooledSize(block.pooling()) != block.dimension()) {
                throw new IllegalStateException(recipe.name() + ": expected " + block.dimension()
                        + " values in the tensor '" + block.tensor() + "' for each of " + photos
                        + " photos, the network gave others: import it again");
            }
            for (int i = 0; i < squares.size(); i++) {
                output.addPooled(i, block.pooling(), FloatBuffer.wrap(sums[i]).slice(start, block.dimension()));
            }
            start += block.dimension();
        }
    }

    private void finish(float[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] /= recipe.views();
        }
        int start = 0;
        for (FeatureBlock block : recipe.blocks()) {
            block.finish(row, start);
            start += block.dimension();
        }
        for (float value : row) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(recipe.name() + ": the network gave a value that is no number: its "
                        + "mean, deviation or file are wrong");
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
