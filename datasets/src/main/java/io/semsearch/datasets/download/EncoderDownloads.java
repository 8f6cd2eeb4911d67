package io.semsearch.datasets.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Image networks that can be downloaded, by their usual names: classifiers of the ONNX Model Zoo, trained on ImageNet.
 *
 * @param name    as a user types it
 * @param file    the network
 * @param licence of its weights, SPDX */
public record EncoderDownloads(String name, RemoteFile file, String licence) {

    /** The model zoo's repository; files that Git LFS keeps are redirected to. */
    public static final URI DEFAULT_BASE = URI
            .create("https://github.com/onnx/models/raw/main/validated/vision/classification/");

    /** All of them at an address, such as a mirror.
     *
     * @param base ends with a slash */
    public static List<EncoderDownloads> at(URI base) {
        return List.of(
                of(base, "resnet18", "resnet/model/resnet18-v1-7.onnx", 46_820_737,
                        "4e8f8653e7a2222b3904cc3fe8e304cd8b339ce1d05fd24688162f86fb6df52c"),
                of(base, "resnet50", "resnet/model/resnet50-v1-12.onnx", 102_576_593,
                        "3f03fdef724b22947eed826f1eef1dc5c34151bb4c37d634f1db89dfa2dd1526"),
                of(base, "mobilenetv2", "mobilenet/model/mobilenetv2-12.onnx", 13_964_571,
                        "c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5"),
                of(base, "squeezenet", "squeezenet/model/squeezenet1.1-7.onnx", 4_956_208,
                        "1eeff551a67ae8d565ca33b572fc4b66e3ef357b0eb2863bb9ff47a918cc4088"));
    }

    /** One of them. */
    public static Optional<EncoderDownloads> named(String name, URI base) {
        return at(base).stream().filter(each -> each.name.equals(name)).findFirst();
    }

    private static EncoderDownloads of(URI base, String name, String path, long bytes, String sha256) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return new EncoderDownloads(name, new RemoteFile(file, base.resolve(path), bytes, sha256), "Apache-2.0");
    }
}
