package io.semsearch.operations.encoders;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.download.Downloader;
import io.semsearch.datasets.download.EncoderDownloads;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.WritableFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Downloads a known image network and makes an encoder of it. An interrupted download is resumed. */
public final class FetchEncoder {

    private static final String DOWNLOADS = ".downloads";

    private FetchEncoder() {}

    /** What to fetch.
     *
     * @param network one of {@link #names}
     * @param name    the encoder's; empty for the network's
     * @param store   where the encoder is installed
     * @param quality how much of the network goes into a vector
     * @param base    address of the networks; ends with a slash */
    public record Options(String network, Optional<String> name, EncoderStore store, Quality quality, URI base) {

        /** With the defaults. */
        public static Options of(String network, EncoderStore store) {
            return new Options(network, Optional.empty(), store, ImportEncoder.Options.DEFAULT_QUALITY,
                    EncoderDownloads.DEFAULT_BASE);
        }
    }

    /** The networks that can be fetched. */
    public static List<String> names() {
        return EncoderDownloads.at(EncoderDownloads.DEFAULT_BASE).stream().map(EncoderDownloads::name).toList();
    }

    /** Runs the operation.
     *
     * @throws IllegalArgumentException if no such network is known
     * @throws DataFileException        if another encoder has the name
     * @throws IOException              if it cannot be downloaded, is not the expected one, or the store cannot be
     *                                  written */
    public static ImportEncoder.Result run(Options options, OperationListener listener) throws IOException {
        EncoderDownloads download = EncoderDownloads.named(options.network(), options.base())
                .orElseThrow(() -> new IllegalArgumentException("expected one of " + String.join(", ", names())
                        + ", got '" + options.network() + "': others are imported from a file"));
        return run(download, options, listener);
    }

    static ImportEncoder.Result run(EncoderDownloads download, Options options, OperationListener listener)
            throws IOException {
        WritableFolder.make(options.store().folder(), "choose another with --store");
        Path folder = options.store().folder().resolve(DOWNLOADS);
        Path file;
        try (Downloader downloader = new Downloader()) {
            file = downloader.download(download.file(), folder, new CancellableProgress(listener));
        }
        ImportEncoder.Result result = ImportEncoder.run(new ImportEncoder.Options(file, options.store(),
                options.name().or(() -> Optional.of(download.name())), InputChoice.of(Preset.IMAGENET),
                options.quality(), Optional.empty(), download.file().uri().toString(), download.licence()), listener);
        Files.delete(file);
        return result;
    }
}
