#!/usr/bin/env python3
"""The other contender of run.sh: PyTorch with torchvision's transforms, photos decoded by Pillow.

    contender.py FOLDER PHOTOS NETWORK      NETWORK: resnet18 or mobilenet_v2, with random weights

Prints one line of JSON. Workers decode and resize; the network has as many threads as the machine has processors.
"""

import json
import os
import pathlib
import resource
import sys
import time

import torch
import torchvision
from PIL import Image
from torchvision import transforms

BATCH = 32


class Photos(torch.utils.data.Dataset):

    def __init__(self, files):
        self.files = files
        self.prepare = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(),
                                           transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        return self.prepare(Image.open(self.files[i]).convert("RGB"))


def main():
    folder, count, name = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    files = sorted(folder.glob("*.jpg"))[:count]
    network = getattr(torchvision.models, name)(weights=None).eval()
    if hasattr(network, "fc"):
        network.fc = torch.nn.Identity()
    else:
        network.classifier = torch.nn.Identity()
    if len(sys.argv) > 4:  # the same network for the other contender
        torch.onnx.export(network, torch.zeros(1, 3, 224, 224), sys.argv[4], input_names=["input"],
                          output_names=["features"], dynamic_axes={"input": {0: "N"}}, opset_version=13)
        return
    loader = torch.utils.data.DataLoader(Photos(files), BATCH, num_workers=os.cpu_count())
    with torch.inference_mode():
        network(torch.zeros(BATCH, 3, 224, 224))
        start = time.perf_counter()
        for batch in loader:
            network(batch)
        seconds = time.perf_counter() - start
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"contender": "pytorch " + torch.__version__, "network": name, "photos": len(files),
                      "photosPerSecond": round(len(files) / seconds, 1), "peakMiB": peak // 1024}))


if __name__ == "__main__":
    main()
