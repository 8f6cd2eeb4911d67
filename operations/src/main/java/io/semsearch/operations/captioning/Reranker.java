package io.semsearch.operations.captioning;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.captioning.WrittenCaption;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.text.CaptionEmbedding;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Orders captions by their similarity with the photo in the collection's semantic space.
 *
 * @param model projects photos and embeds captions */
record Reranker(ModelArtifact model) {

    /** The reranker of a collection; empty if it has no model. */
    static Optional<Reranker> of(CollectionFolder collection, OperationListener listener) throws IOException {
        if (!Files.exists(collection.model().resolve(ModelReader.MANIFEST_FILE))) {
            listener.onRemark("the collection has no model to rerank by: 'semsearch train' makes one");
            return Optional.empty();
        }
        return Optional.of(new Reranker(collection.readModel()));
    }

    /** The captions, the most similar first; equal ones stay in order.
     *
     * @param features of the photo
     * @throws IllegalArgumentException if the model takes another number of features */
    List<WrittenCaption> order(List<WrittenCaption> captions, float[] features) {
        float[] image = model.projection().project(features);
        return captions.stream()
                .sorted(Comparator.comparingDouble((WrittenCaption caption) -> similarity(caption, image)).reversed())
                .toList();
    }

    private double similarity(WrittenCaption caption, float[] image) {
        CaptionEmbedding embedding = model.captionEmbedder().embed(caption.text());
        return embedding.vector().map(vector -> Vectors.dot(vector, image)).orElse(-1.0);
    }
}
