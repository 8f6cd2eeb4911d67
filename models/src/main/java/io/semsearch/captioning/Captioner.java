package io.semsearch.captioning;

import io.semsearch.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/** Writes captions for photos, given their features. Immutable; thread-safe; a caption takes milliseconds. */
public final class Captioner {

    private final CaptionerWeights weights;
    private final CaptionVocabulary vocabulary;
    private final DecoderNetwork network;

    /** @throws IllegalArgumentException if the weights are of another number of words */
    public Captioner(CaptionerWeights weights, CaptionVocabulary vocabulary) {
        if (weights.vocabularySize() != vocabulary.size()) {
            throw new IllegalArgumentException("the captioner's weights are of " + weights.vocabularySize()
                    + " words, its vocabulary has " + vocabulary.size());
        }
        this.weights = weights;
        this.vocabulary = vocabulary;
        this.network = new DecoderNetwork(weights);
    }

    /** Its learned numbers. */
    public CaptionerWeights weights() {
        return weights;
    }

    /** Its words. */
    public CaptionVocabulary vocabulary() {
        return vocabulary;
    }

    /** Writes captions for a photo.
     *
     * @param features of the encoder that it was trained with; not modified
     * @return as many as the beam is wide, or fewer, the best first; at least one
     * @throws IllegalArgumentException if the number of features differs */
    public List<WrittenCaption> write(float[] features, CaptionOptions options) {
        return writeWith(List.of(), features, options);
    }

    /** The same, as an ensemble: a word's probability is the mean over this captioner and others.
     *
     * @throws IllegalArgumentException if another captioner takes other features, or has another vocabulary */
    public List<WrittenCaption> writeWith(List<Captioner> others, float[] features, CaptionOptions options) {
        List<BeamSearch.Member> members = new ArrayList<>();
        members.add(BeamSearch.Member.of(network, checked(features)));
        for (Captioner other : others) {
            if (!other.vocabulary.words().equals(vocabulary.words())) {
                throw new IllegalArgumentException("captioners of an ensemble need the same words in the same order");
            }
            members.add(BeamSearch.Member.of(other.network, other.checked(features)));
        }
        return new BeamSearch(members, vocabulary, options).search();
    }

    /** The probability of each word of the vocabulary at each place of a caption, shape [words + 1, vocabulary]: row i
     * is of the word that follows the first i.
     *
     * @param words the numbers of the caption's words
     * @throws IllegalArgumentException if the number of features differs */
    public FloatMatrix probabilities(float[] features, int[] words) {
        DecoderNetwork.Photo photo = network.photo(checked(features));
        FloatMatrix probabilities = FloatMatrix.zeros(words.length + 1, vocabulary.size());
        DecoderNetwork.States states = photo.start();
        for (int i = 0; i <= words.length; i++) {
            states = network.advance(photo, states, new int[]{i == 0 ? CaptionVocabulary.START : words[i - 1]});
            float[] row = network.logProbabilities(photo, states).row(0);
            for (int word = 0; word < row.length; word++) {
                row[word] = (float) Math.exp(row[word]);
            }
            probabilities.setRow(i, row);
        }
        return probabilities;
    }

    private float[] checked(float[] features) {
        if (features.length != weights.featureDimension()) {
            throw new IllegalArgumentException("the captioner takes " + weights.featureDimension()
                    + " features a photo, got " + features.length + ": use those of the encoder it was trained with");
        }
        return features;
    }
}
