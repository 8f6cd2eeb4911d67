package io.semsearch.operations;

import io.semsearch.files.AtomicFile;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.local.ImageSearcher;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;

/** A collection's thumbnails: JPEG files of at most {@value #LONGEST_SIDE} pixels a side, named by the digest of their
 * photo. Thread-safe.
 *
 * @param path of the folder */
public record ThumbnailFolder(Path path) {

    private static final int LONGEST_SIDE = 256;

    /** The folder of a collection; need not exist. */
    public static ThumbnailFolder of(CollectionFolder collection) {
        return new ThumbnailFolder(collection.path().resolve(IndexSchema.THUMBNAILS));
    }

    /** The thumbnail of a photo; need not exist. */
    public Path fileOf(String sha256) {
        return path.resolve(sha256 + IndexSchema.THUMBNAIL_SUFFIX);
    }

    /** Makes the thumbnail of a photo, unless it exists. */
    public void make(BufferedImage image, String sha256) throws IOException {
        Path file = fileOf(sha256);
        if (!Files.exists(file)) {
            Files.createDirectories(path);
            BufferedImage small = reduce(image, LONGEST_SIDE);
            AtomicFile.write(file, written -> {
                if (!ImageIO.write(small, "jpeg", written.toFile())) {
                    throw new IOException(file + ": this Java cannot write JPEG files");
                }
            });
        }
    }

    /** A thumbnail that is kept in no file: a JPEG file's bytes.
     *
     * @param longestSide in pixels */
    public static byte[] jpeg(BufferedImage image, int longestSide) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(reduce(image, longestSide), "jpeg", bytes)) {
            throw new IOException("this Java cannot write JPEG files");
        }
        return bytes.toByteArray();
    }

    /** Deletes the thumbnails of photos that the collection does not have, and what an interrupted writer left.
     *
     * @throws IOException if the index cannot be read, or a file not be deleted */
    public static void removeUnused(CollectionFolder collection) throws IOException {
        Path folder = of(collection).path();
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> used = new HashSet<>();
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            searcher.forEach(image -> image.thumbnail().ifPresent(file -> used.add(file.getFileName().toString())));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                if (!used.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Deletes what an interrupted writer left, without a look at the index. */
    public void removeDrafts() throws IOException {
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> drafts = Files.newDirectoryStream(path, file -> Files.isRegularFile(file)
                    && !file.getFileName().toString().endsWith(IndexSchema.THUMBNAIL_SUFFIX))) {
                for (Path draft : drafts) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    private static BufferedImage reduce(BufferedImage image, int longestSide) {
        double scale = Math.min(1, longestSide / (double) Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return small;
    }
}
