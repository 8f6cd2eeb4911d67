package io.semsearch.operations.encoders;

import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.BuiltinImageEncoder;
import java.io.IOException;
import java.util.List;

/** Lists the encoders of this computer. */
public final class ListEncoders {

    private ListEncoders() {}

    /** @param store whose encoders are listed */
    public record Options(EncoderStore store) {}

    /** @param builtin   the encoder that is always there
     * @param installed by name, also those that cannot be read
     * @param fetchable networks that can be fetched */
    public record Result(EncoderId builtin, List<EncoderStore.Installed> installed, List<String> fetchable) {

        /** Copies. */
        public Result {
            installed = List.copyOf(installed);
            fetchable = List.copyOf(fetchable);
        }
    }

    /** Runs the operation.
     *
     * @throws IOException if the store cannot be read */
    public static Result run(Options options) throws IOException {
        return new Result(new BuiltinImageEncoder().id(), options.store().list(), FetchEncoder.names());
    }
}
