package io.semsearch.cli.options;

import io.semsearch.operations.encoders.EncoderStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --store}: where encoders are installed. */
public final class StoreOption {

    @Option(names = "--store", paramLabel = "DIR",
            description = "Folder of the installed encoders. Default: semsearch/encoders in $XDG_DATA_HOME, else in "
                    + "~/.local/share.")
    private @Nullable Path folder;

    /** The encoders in that folder. */
    public EncoderStore store() {
        return folder == null ? EncoderStore.standard() : new EncoderStore(folder);
    }
}
