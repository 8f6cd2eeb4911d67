package io.semsearch.encoder.onnx;

import io.semsearch.artifact.Sha256;
import io.semsearch.dataset.DataFileException;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes an encoder of a network: finds its features, tries what it can take, and writes the recipe. */
public final class NetworkImport {

    /** Name of the network's file beside the recipe. */
    public static final String NETWORK_FILE = "network.onnx";

    /** Tensors further from the end are not looked at: all of them are in memory at once. */
    private static final int MOST_CANDIDATES = 400;

    private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip", "LeakyRelu", "PRelu", "Elu", "Selu", "Gelu",
            "HardSwish", "HardSigmoid", "Softplus", "Mish", "Swish");

    private static final float SAME = 1e-3f;

    private final OnnxNetwork network;
    private final PhotoInput input;

    /** @throws DataFileException if the network takes other photos */
    public NetworkImport(OnnxNetwork network, InputChoice choice) throws DataFileException {
        this.network = network;
        this.input = choice.input(network);
    }

    /** What an encoder is called and where it is from.
     *
     * @param name    the encoder's
     * @param source  see {@link EncoderRecipe.NetworkFile}
     * @param licence see {@link EncoderRecipe.NetworkFile} */
    public record Origin(String name, String source, String licence) {}

    /** An encoder that was made.
     *
     * @param features the main feature tensor
     * @param remarks  what the network cannot do, for people */
    public record Imported(EncoderRecipe recipe, Network network, FeatureTensor features, List<String> remarks) {}

    /** The bytes of a network. */
    public static final class Network {

        private final byte[] bytes;

        Network(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Shared, do not modify. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Tensors that could serve as features, in the order of their computation; the last ones of a large network.
     *
     * @throws DataFileException if ONNX Runtime cannot load or run the network
     * @throws IOException       if ONNX Runtime cannot be loaded itself */
    public List<CandidateTensor> candidates() throws IOException {
        List<String> tensors = network.tensors();
        return shapes(tensors.subList(Math.max(0, tensors.size() - MOST_CANDIDATES), tensors.size()));
    }

    private List<CandidateTensor> shapes(List<String> tensors) throws IOException {
        byte[] bytes = network.withOutputs(tensors, false, input.size() != network.input().height());
        try (OnnxSession session = new OnnxSession(bytes, input.tensor(), network.name())) {
            int photos = Math.max(1, input.batch());
            FloatBuffer grey = ByteBuffer.allocateDirect(photos * 3 * input.size() * input.size() * Float.BYTES)
                    .order(ByteOrder.nativeOrder()).asFloatBuffer();
            Map<String, long[]> shapes = session.shapes(grey, input.shape(photos));
            List<CandidateTensor> found = new ArrayList<>();
            for (String tensor : tensors) {
                long[] shape = shapes.get(tensor);
                if (shape != null && shape.length >= 2 && shape.length <= 4 && shape[0] == photos) {
                    found.add(new CandidateTensor(tensor, network.operator(tensor),
                            Arrays.stream(shape).skip(1).boxed().toList()));
                }
            }
            return found;
        } catch (IllegalStateException e) {
            throw new DataFileException(network.name() + ": expected a network for square photos of " + input.size()
                    + " pixels, but it cannot take them: choose another size with --size (" + e.getMessage() + ")", e);
        }
    }

    /** Makes the encoder.
     *
     * @param output the feature tensor; empty for the one that is {@linkplain FeatureTensor#of found}
     * @throws DataFileException if the tensor is none, or the network fails on photos
     * @throws IOException       if ONNX Runtime cannot be loaded */
    public Imported run(Origin origin, Quality quality, Optional<String> output) throws IOException {
        FeatureTensor features = output.isPresent()
                ? new FeatureTensor(output.get(), "it was chosen")
                : FeatureTensor.of(network);
        List<CandidateTensor> all = quality == Quality.FAST ? shapes(List.of(features.tensor())) : candidates();
        CandidateTensor main = all.stream().filter(each -> each.tensor().equals(features.tensor())).findFirst()
                .orElseThrow(() -> new DataFileException(network.name() + ": expected the tensor '"
                        + features.tensor() + "' to hold floating-point values of each photo: 'semsearch encoder show' "
                        + "lists those that do, --output chooses one"));
        List<FeatureBlock> blocks = quality.blocks(main,
                all.stream().filter(each -> ACTIVATIONS.contains(each.operator())).toList());
        List<String> remarks = new ArrayList<>();
        for (List<Integer> sizes : List.of(quality.sizes(input.size()), List.of(input.size()))) {
            for (int batch : batches()) {
                Optional<Imported> works = attempt(new Attempt(origin, features, blocks, quality.flip(), sizes, batch),
                        remarks);
                if (works.isPresent()) {
                    return works.get();
                }
            }
            remarks.add(network.name() + ": takes no photos of other sizes than " + input.size()
                    + " pixels: one size is used");
        }
        throw new DataFileException(network.name() + ": the network fails on photos of " + input.size()
                + " pixels: choose another size with --size, or export it again");
    }

    /** Any number of photos, and what the network declares. */
    private List<Integer> batches() {
        return input.batch() == 0 ? List.of(0) : List.of(0, input.batch());
    }

    private record Attempt(Origin origin, FeatureTensor features, List<FeatureBlock> blocks, boolean flip,
            List<Integer> sizes, int batch) {}

    /** @return empty if the network does not work this way */
    private Optional<Imported> attempt(Attempt attempt, List<String> remarks) throws IOException {
        List<String> tensors = attempt.blocks.stream().map(FeatureBlock::tensor).distinct().toList();
        boolean otherSizes = attempt.sizes.size() > 1 || input.size() != network.input().height();
        byte[] bytes = network.withOutputs(tensors, attempt.batch == 0, otherSizes);
        EncoderRecipe recipe = new EncoderRecipe(EncoderRecipe.FORMAT, EncoderRecipe.VERSION, attempt.origin.name,
                new EncoderRecipe.NetworkFile(NETWORK_FILE, Sha256.of(bytes), attempt.origin.source,
                        attempt.origin.licence),
                input.withBatch(attempt.batch), attempt.blocks, attempt.flip, attempt.sizes);
        try (OnnxImageEncoder encoder = OnnxImageEncoder.of(bytes, recipe, network.name())) {
            return treatsPhotosAlike(encoder)
                    ? Optional.of(new Imported(recipe, new Network(bytes), attempt.features, List.copyOf(remarks)))
                    : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** True if a photo has the same features alone and among others: some networks have a batch of one built in. */
    private boolean treatsPhotosAlike(OnnxImageEncoder encoder) {
        List<BufferedImage> photos = List.of(noise(1), noise(2), noise(3));
        FloatMatrix together = encoder.encodeAll(photos);
        for (int photo = 0; photo < photos.size(); photo++) {
            float[] alone = encoder.encode(photos.get(photo));
            for (int i = 0; i < alone.length; i++) {
                float difference = Math.abs(alone[i] - together.get(photo, i));
                if (difference > SAME * (1 + Math.abs(alone[i]))) {
                    return false;
                }
            }
        }
        return true;
    }

    private BufferedImage noise(long seed) {
        BufferedImage image = new BufferedImage(input.size(), input.size(), BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < input.size(); y++) {
            for (int x = 0; x < input.size(); x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }
}
