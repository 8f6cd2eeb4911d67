package io.semsearch.operations.photos;

import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The encoder that photos of an index must be encoded with, opened when the first photo needs it. */
final class EncoderOfIndex implements Closeable {

    private final EncoderStore store;
    private final EncoderId index;
    private final Optional<String> name;
    private final OperationListener listener;
    private @Nullable ImageEncoder open;

    /**
     * @param index the encoder that the index names
     * @param name  of the encoder to use, for an index that names none; opened at once
     * @throws IOException if the named encoder is not that of the index, or is not installed */
    EncoderOfIndex(EncoderStore store, EncoderId index, Optional<String> name, OperationListener listener)
            throws IOException {
        this.store = store;
        this.index = index;
        this.name = name;
        this.listener = listener;
        if (name.isPresent()) {
            get();
        }
    }

    /** The encoder.
     *
     * @throws IOException if it is not installed, or is another than that of the index */
    synchronized ImageEncoder get() throws IOException {
        if (open == null) {
            if (name.isEmpty() && !index.isNamed()) {
                throw new IOException(
                        "the index does not name the encoder of its features: name it with --photo-encoder");
            }
            ImageEncoder opened = name.isPresent() ? store.open(name.get()) : store.openFor(index);
            try {
                requireMatch(opened.id());
            } catch (IOException e) {
                opened.close();
                throw e;
            }
            open = opened;
        }
        return open;
    }

    private void requireMatch(EncoderId opened) throws IOException {
        try {
            if (index.requireMatch(opened, "the index holds") == EncoderId.Match.UNCHECKED) {
                listener.onRemark("the index does not name the encoder of its features: only their number, "
                        + index.dimension() + ", was compared");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
    }
}
