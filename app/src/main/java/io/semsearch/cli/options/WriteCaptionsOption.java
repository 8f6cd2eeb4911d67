package io.semsearch.cli.options;

import io.semsearch.captioning.CaptionerFiles;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.captioning.GenerateCaptions;
import java.io.IOException;
import picocli.CommandLine.Option;

/** {@code --write-captions}: what photos without captions get. */
public final class WriteCaptionsOption {

    @Option(names = "--write-captions",
            description = "Let the collection's captioner write a caption for every photo that has none; --where "
                    + "'generated:dog' finds them.")
    private boolean write;

    /** Checks that captions can be written, before other work is done, if that was asked for.
     *
     * @throws IOException if the collection has no captioner */
    public void check(CollectionFolder collection) throws IOException {
        if (write) {
            CaptionerFiles.readManifest(collection.model());
        }
    }

    /** Writes the captions, if that was asked for. */
    public void write(CollectionFolder collection, OperationListener listener) throws IOException {
        if (write) {
            int written = GenerateCaptions.run(collection, listener);
            listener.onRemark(Formats.count(written, "caption") + " written for photos that had none");
        }
    }
}
