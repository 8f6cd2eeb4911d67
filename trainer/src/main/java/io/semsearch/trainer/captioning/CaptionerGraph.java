package io.semsearch.trainer.captioning;

import io.semsearch.captioning.Architecture;
import io.semsearch.captioning.CaptionerWeights;
import io.semsearch.vector.FloatMatrix;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** The network of a captioner in Deeplearning4j, and its weights as plain arrays.
 *
 * <p>Inputs: {@code image} [captions, F], {@code words} [captions, 1, length], the numbers of the words from the start
 * mark on. Output: {@code word}, the probabilities of the next word [captions, V, length]; with
 * {@link Architecture#INIT} one place longer, since the photo is read before the start mark. */
final class CaptionerGraph {

    /** Standard deviation of the words' initial vectors: the photo's have about the length of theirs. */
    private static final double WORD_DEVIATION = 0.5;
    private static final String IMAGE = "image";
    private static final String WORDS = "words";
    private static final String PHOTO = "photo";
    private static final String EMBEDDED = "embedded";
    private static final String LSTM_LAYER = "lstm";
    private static final String OUTPUT = "word";

    private CaptionerGraph() {}

    /** A network with random weights.
     *
     * @param features   of a photo
     * @param vocabulary number of words
     * @param type       of its numbers */
    static ComputationGraph create(CaptionerConfig config, int features, int vocabulary, DataType type) {
        GraphBuilder builder = new NeuralNetConfiguration.Builder().seed(config.seed()).dataType(type)
                .updater(new NoOp()).weightInit(WeightInit.XAVIER).graphBuilder().addInputs(IMAGE, WORDS);
        int embedding = config.shape().embedding();
        int hidden = config.shape().hidden();
        CaptionerConfig.Dropout dropout = config.step().dropout();
        builder.addLayer(PHOTO, new DenseLayer.Builder().nIn(features).nOut(embedding).activation(Activation.IDENTITY)
                .dropOut(dropout(1 - dropout.features())).build(), IMAGE);
        builder.addLayer(EMBEDDED, new EmbeddingSequenceLayer.Builder().nIn(vocabulary).nOut(embedding)
                .inferInputLength(true).weightInit(new NormalDistribution(0, WORD_DEVIATION)).build(), WORDS);
        boolean isPar = config.architecture() == Architecture.PAR;
        boolean isMerge = config.architecture() == Architecture.MERGE;
        String read = read(builder, config.architecture(), embedding);
        builder.addLayer(LSTM_LAYER, BatchedLstm.of(isPar ? 2 * embedding : embedding, hidden, 1 - dropout.input()),
                read);
        String last = LSTM_LAYER;
        if (isMerge) {
            builder.addVertex("merged", new MergeVertex(), LSTM_LAYER, "repeated");
            last = "merged";
        }
        builder.addLayer(OUTPUT, WordOutput.of(isMerge ? hidden + embedding : hidden, vocabulary, 1 - dropout.output()),
                last);
        ComputationGraphConfiguration configuration = builder.setOutputs(OUTPUT).build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        return graph;
    }

    /** Adds what stands between the inputs and the LSTM.
     *
     * @return the name of what the LSTM reads */
    private static String read(GraphBuilder builder, Architecture architecture, int embedding) {
        return switch (architecture) {
            case PAR -> {
                builder.addVertex("repeated", new DuplicateToTimeSeriesVertex(WORDS), PHOTO);
                builder.addVertex("read", new MergeVertex(), EMBEDDED, "repeated");
                yield "read";
            }
            case MERGE -> {
                builder.addVertex("repeated", new DuplicateToTimeSeriesVertex(WORDS), PHOTO);
                yield EMBEDDED;
            }
            case INIT -> {
                builder.addVertex("first", new ReshapeVertex(-1, embedding, 1), PHOTO);
                MergeVertex inTime = new MergeVertex();
                inTime.setMergeAxis(2);
                builder.addVertex("read", inTime, "first", EMBEDDED);
                yield "read";
            }
        };
    }

    /** @return null, Deeplearning4j's sign for none, if all is kept */
    static @Nullable IDropout dropout(double kept) {
        return kept == 1 ? null : new Dropout(kept);
    }

    /** The weights of a network of floats, as copies. */
    static CaptionerWeights weights(ComputationGraph graph, Architecture architecture) {
        return new CaptionerWeights(architecture, matrix(graph, PHOTO + "_W"), matrix(graph, PHOTO + "_b"),
                matrix(graph, EMBEDDED + "_W"), matrix(graph, LSTM_LAYER + "_W"), matrix(graph, LSTM_LAYER + "_RW"),
                matrix(graph, LSTM_LAYER + "_b"), matrix(graph, OUTPUT + "_W"), matrix(graph, OUTPUT + "_b"));
    }

    private static FloatMatrix matrix(ComputationGraph graph, String name) {
        INDArray values = graph.getParam(name);
        float[] rowMajor = values.dup('c').data().asFloat();
        // a bias is one row
        int rows = values.rank() == 1 ? 1 : (int) values.size(0);
        return FloatMatrix.wrap(rows, rowMajor.length / rows, rowMajor);
    }
}
