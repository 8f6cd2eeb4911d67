package io.semsearch.datasets.download;

import java.net.URI;
import java.util.List;

/** The data of the CogWorks course, at COCO's size: captions, ResNet-18 features and GloVe vectors.
 *
 * @param captions COCO's captions_train2014.json: 82,783 images, 414,113 captions
 * @param features a pickle of image id -> numpy array (1, 512) for 82,612 of these images
 * @param vectors  GloVe, 400,000 words, 200 numbers each, in word2vec's text format */
public record CocoDownloads(RemoteFile captions, RemoteFile features, RemoteFile vectors) {

    /** The assets of a release of github.com/rsokl/cog_data. */
    public static final URI DEFAULT_BASE = URI
            .create("https://github.com/rsokl/cog_data/releases/download/language-files/");

    /** The three files at another address, such as a mirror.
     *
     * @param base ends with a slash */
    public static CocoDownloads at(URI base) {
        return new CocoDownloads(
                file(base, "captions_train2014.json", 66_782_097,
                        "dd8c9636dc11740f956e36728866ea0c4ebe4988dcbdc5e712b7c2267f152d12"),
                file(base, "resnet18_features.pkl", 174_540_061,
                        "d56e267dacd39608b4aae581595f8fa8ec55457ab59b713df1eafa93e1023450"),
                file(base, "glove.6B.200d.txt.w2v", 693_432_839,
                        "dcee6ecdefebb5a884b23f2353561cc5f0527e59592525c0e3f4a31d81d91272"));
    }

    /** All files, in the order of their use. */
    public List<RemoteFile> all() {
        return List.of(captions, features, vectors);
    }

    /** The total size. */
    public long totalBytes() {
        return all().stream().mapToLong(RemoteFile::bytes).sum();
    }

    private static RemoteFile file(URI base, String name, long bytes, String sha256) {
        return new RemoteFile(name, base.resolve(name), bytes, sha256);
    }
}
