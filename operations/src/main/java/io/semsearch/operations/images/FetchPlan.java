package io.semsearch.operations.images;

import io.semsearch.operations.images.FetchImages.Missed;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which photos of an index are to be fetched.
 *
 * @param photos     that are not there
 * @param present    number of those that are
 * @param withoutUrl number of images without a URL of the web
 * @param refused    images whose file would lie outside the folder, or in place of another's */
record FetchPlan(List<Photo> photos, int present, int withoutUrl, List<Missed> refused) {

    /** A photo to fetch.
     *
     * @param id   of its image
     * @param uri  http or https, with a host
     * @param file to write */
    record Photo(long id, URI uri, Path file) {}

    static FetchPlan of(FetchImages.Options options) throws IOException {
        Path folder = options.target().toAbsolutePath().normalize();
        Builder builder = new Builder(folder);
        try (ImageSearcher searcher = ImageSearcher.open(options.collection().existing().path())) {
            searcher.forEach(builder::add);
        }
        return new FetchPlan(List.copyOf(builder.photos), builder.present, builder.withoutUrl,
                List.copyOf(builder.refused));
    }

    /** The photos of each host, in the order of their ids. */
    Map<String, List<Photo>> byHost() {
        return photos.stream().collect(Collectors.groupingBy(photo -> photo.uri().getHost().toLowerCase(Locale.ROOT),
                TreeMap::new, Collectors.toList()));
    }

    /** The URL of an image, if it is one of the web: an index holds what a captions file said. */
    static Optional<URI> uri(IndexedImage image) {
        try {
            URI uri = URI.create(image.url());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static final class Builder {

        private final Path folder;
        private final Set<Path> files = new HashSet<>();
        private final List<Photo> photos = new ArrayList<>();
        private final List<Missed> refused = new ArrayList<>();
        private int present;
        private int withoutUrl;

        Builder(Path folder) {
            this.folder = folder;
        }

        void add(IndexedImage image) {
            Optional<URI> uri = uri(image);
            if (uri.isEmpty()) {
                withoutUrl++;
                return;
            }
            Optional<Path> file = file(image);
            if (file.isEmpty()) {
                refused.add(new Missed(image.id(), uri.get() + ": its file name leads out of the folder, '"
                        + image.fileName() + "'"));
            } else if (!files.add(file.get())) {
                refused.add(new Missed(image.id(), uri.get() + ": another image has its file name, '"
                        + image.fileName() + "'"));
            } else if (Files.exists(file.get())) {
                present++;
            } else {
                photos.add(new Photo(image.id(), uri.get(), file.get()));
            }
        }

        /** Empty if the name is none for a file in the folder: it is a stranger's. */
        private Optional<Path> file(IndexedImage image) {
            try {
                String name = image.fileName().isBlank() ? image.id() + ".jpg" : image.fileName();
                Path file = folder.resolve(name).normalize();
                return file.startsWith(folder) && !file.equals(folder) ? Optional.of(file) : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }
}
