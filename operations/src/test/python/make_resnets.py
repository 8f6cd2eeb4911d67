"""Writes what ResnetImportTest compares with: features that torchvision's ResNets give, with weights made by a formula.

    python3 make_resnets.py [FOLDER]        (default: ../resources/resnet beside this file)

NAME.f32       the features of one photo by the network of the published size, 32-bit floats, little-endian
tiny-*.pth.gz  state dicts of torchvision's code with few channels, one block a stage; tiny-*.f32 the features of both
"""
import gzip
import io
import pathlib
import sys

import numpy as np
import torch
from torchvision.models import resnet

MEAN = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)


def uniform(start, count):
    """Numbers in [-1, 1) that depend on their position only: those of WeightFormula in Java."""
    x = np.arange(start, start + count, dtype=np.uint64)
    x = (x * np.uint64(2654435761)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(15)
    x = (x * np.uint64(2246822519)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(13)
    return (x.astype(np.float64) / 2**31 - 1).astype(np.float32)


def fill(network):
    start = 0
    state = network.state_dict()
    for name, weight in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        u = torch.from_numpy(uniform(start, weight.numel())).view(weight.shape)
        start += weight.numel()
        if weight.dim() > 1:
            weight.copy_(u * float(np.float32(np.sqrt(3 / weight[0].numel()))))
        elif name.endswith("running_var"):
            weight.copy_(1 + 0.5 * u)
        elif name.endswith("weight"):
            weight.copy_(1 + 0.25 * u)
        else:
            weight.copy_(0.25 * u)
    return network.eval()


def photo(size):
    """A square of size pixels, as OnnxImageEncoder gives it to a network."""
    y, x = np.mgrid[0:size, 0:size]
    planes = [(x * (3 + c) + y * (7 - c) + x * y // (5 + c)) % 256 for c in range(3)]
    return ((torch.tensor(np.stack(planes), dtype=torch.float32) / 255 - MEAN) / DEVIATION)[None]


def tiny(block, channels):
    network = resnet.ResNet(block, [1, 1, 1, 1], num_classes=3)
    network.inplanes = channels
    network.conv1 = torch.nn.Conv2d(3, channels, kernel_size=7, stride=2, padding=3, bias=False)
    network.bn1 = torch.nn.BatchNorm2d(channels)
    for stage in range(4):
        setattr(network, f"layer{stage + 1}", network._make_layer(block, channels * (stage + 1), 1, min(2, stage + 1)))
    network.fc = torch.nn.Linear(4 * channels * block.expansion, 3)
    return network


def save_weights(network, file, as_zip):
    content = io.BytesIO()
    torch.save(network.state_dict(), content, _use_new_zipfile_serialization=as_zip)
    file.write_bytes(gzip.compress(content.getvalue(), mtime=0))


def save_features(network, size, file):
    network.fc = torch.nn.Identity()
    with torch.inference_mode():
        features = network(photo(size))[0].numpy().astype("<f4")
    print(file.name, features.shape, "mean %.3f, largest %.3f" % (features.mean(), features.max()))
    features.tofile(file)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "../resources/resnet"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("resnet18", "resnet34", "resnet50"):
        save_features(fill(getattr(resnet, name)(weights=None)), 224, folder / f"{name}.f32")
    for name, block in (("basic", resnet.BasicBlock), ("bottleneck", resnet.Bottleneck)):
        network = fill(tiny(block, 2))
        save_weights(network, folder / f"tiny-{name}.pth.gz", True)
        save_weights(network, folder / f"tiny-{name}-legacy.pth.gz", False)
        save_features(network, 64, folder / f"tiny-{name}.f32")


if __name__ == "__main__":
    main()
