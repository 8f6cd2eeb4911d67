package io.semsearch.cli.commands;

import io.semsearch.cli.InProcess;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.FormatOption;
import io.semsearch.cli.options.PhotoOptions;
import io.semsearch.cli.options.WriteCaptionsOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.PhotosOutput;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.MakePhotoCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From folders of photos to a collection that can be searched. */
@Command(name = "photos",
        description = "Make a collection of your own photos, with the model of another collection, or bring it up to date: "
                + "only what changed is read again. An interrupted run is completed by the next.",
        footerHeading = "%nExamples:%n", footer = {
                "  semsearch photos ~/Pictures", "  semsearch photos ~/Pictures /mnt/disk/photos --sync",
                "  semsearch photos -c holidays --like coco ~/Pictures/holidays --exclude raw",
                "%nA file NAME.txt beside NAME.jpg has its captions, one a line."})
public final class PhotosCommand implements Callable<Integer> {

    @Option(names = {"-c", "--collection"}, paramLabel = "DIR",
            description = "Folder of the collection; made if it does not exist. Default: $SEMSEARCH_COLLECTION, else "
                    + "~/semsearch/photos.")
    private @Nullable Path folder;

    @Option(names = "--like", paramLabel = "DIR",
            description = "The collection whose model a new one gets. Default: the demo's, ~/semsearch/demo.")
    private @Nullable Path like;

    @Option(names = "--captions", paramLabel = "F",
            description = "A file of captions by file name, besides those beside the photos. May be repeated.")
    private List<Path> captions = List.of();

    @Mixin
    private PhotoOptions photos = new PhotoOptions();

    @Mixin
    private WriteCaptionsOption writing = new WriteCaptionsOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Parameters(arity = "1", index = "0..*", paramLabel = "PATH",
            description = "Photos, folders of photos, and archives of them (zip, tar, tar.gz).")
    private List<Path> paths = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        CollectionFolder collection = new CollectionFolder(folder());
        AddPhotos.Options options = photos.options(collection, paths, captions);
        if (like != null || !MakePhotoCollection.isMade(collection)) {
            MakePhotoCollection.run(new MakePhotoCollection.Options(collection, like(collection, console)));
        }
        writing.check(collection);
        AddPhotos.Result result = AddPhotos.run(options, console);
        writing.write(collection, console);
        int code = new PhotosOutput(collection.index(), result).print(console, format.isJson(), photos.isStrict());
        if (result.images() > 0) {
            console.note("next: semsearch search -c %s a dog on a beach", InProcess.quoted(folder().toString()));
        } else {
            console.note("no photo was found: name folders with JPEG, PNG, WebP, GIF, BMP or TIFF files");
        }
        return code;
    }

    /** The collection that has the model: the named one, or this one if it was trained. */
    private CollectionFolder like(CollectionFolder collection, Console console) {
        if (like != null) {
            return new CollectionFolder(like);
        }
        if (MakePhotoCollection.hasModel(collection)) {
            return collection;
        }
        console.note("the new collection gets the demo's model, which knows little but drawn postcards: name a "
                + "collection that was trained on photos with --like");
        return new CollectionFolder(CollectionOption.defaultRoot().resolve("demo"));
    }

    private Path folder() {
        return folder != null
                ? folder
                : CollectionOption.environmentFolder().orElse(CollectionOption.defaultRoot().resolve("photos"));
    }
}
