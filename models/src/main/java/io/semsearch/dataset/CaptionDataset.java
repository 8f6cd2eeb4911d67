package io.semsearch.dataset;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A set of images and their captions.
 *
 * @param images   one record per image; ids are unique
 * @param captions in file order; each describes one of {@code images} */
public record CaptionDataset(List<ImageRecord> images, List<Caption> captions) {

    /** @throws IllegalArgumentException if an image id occurs twice, or a caption describes an image that is missing */
    public CaptionDataset {
        images = List.copyOf(images);
        captions = List.copyOf(captions);
        Set<Long> ids = images.stream().map(ImageRecord::id).collect(Collectors.toSet());
        if (ids.size() != images.size()) {
            throw new IllegalArgumentException("an image id occurs twice among " + images.size() + " images");
        }
        for (Caption caption : captions) {
            if (!ids.contains(caption.imageId())) {
                throw new IllegalArgumentException(
                        "caption " + caption.id() + " describes image " + caption.imageId() + ", which is not there");
            }
        }
    }

    /** Joins datasets, for example COCO's training and validation files.
     *
     * <p>An image that occurs in several datasets is kept once, with all its captions. A caption that occurs in several
     * (same id, image and text) is kept once, so that a file given twice counts once.
     *
     * @throws IllegalArgumentException if the records of one image id name different files */
    public static CaptionDataset concat(List<CaptionDataset> datasets) {
        Map<Long, ImageRecord> images = new LinkedHashMap<>();
        Set<Caption> captions = new LinkedHashSet<>();
        for (CaptionDataset dataset : datasets) {
            for (ImageRecord image : dataset.images()) {
                ImageRecord earlier = images.putIfAbsent(image.id(), image);
                if (earlier != null && !earlier.fileName().equals(image.fileName())) {
                    throw new IllegalArgumentException("image id " + image.id() + " names two files, '"
                            + earlier.fileName() + "' and '" + image.fileName()
                            + "': collections joined into one must not share ids");
                }
            }
            captions.addAll(dataset.captions());
        }
        return new CaptionDataset(List.copyOf(images.values()), List.copyOf(captions));
    }

    /** Copies this dataset and assigns a split to the images that have none. */
    public CaptionDataset withSplit(String split) {
        List<ImageRecord> named = images.stream().map(image -> image.split().isEmpty()
                ? new ImageRecord(image.id(), image.fileName(), image.width(), image.height(), image.url(), split,
                        image.tags(), image.photo())
                : image).toList();
        return new CaptionDataset(named, captions);
    }

    /** Selects the given images and their captions. */
    public CaptionDataset retainImages(Set<Long> imageIds) {
        return new CaptionDataset(images.stream().filter(image -> imageIds.contains(image.id())).toList(),
                captions.stream().filter(caption -> imageIds.contains(caption.imageId())).toList());
    }

    /** The captions of each image, by image id. An image without captions has no entry. */
    public Map<Long, List<Caption>> captionsByImage() {
        return captions.stream().collect(Collectors.groupingBy(Caption::imageId));
    }
}
