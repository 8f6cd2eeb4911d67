"""Writes the photos that the tests of preprocessing compare with, resized by Pillow and cropped by torchvision.

    python3 make_fixtures.py [FOLDER]        (default: ../resources/preprocessing beside this file)

photo.png and tall.png are drawn here; every other file is NAME-RULE-FILTER-SIZE.png of one of them.
"""
import pathlib
import sys

import numpy as np
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode


def draw(width, height, seed):
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    planes = [127 + 120 * np.sin(x / (3 + c) + y / (5 - c)) for c in range(3)]
    pixels = np.stack(planes, axis=-1) + random.integers(-20, 20, (height, width, 3))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "../resources/preprocessing"
    folder.mkdir(parents=True, exist_ok=True)
    for name, image in {"photo": draw(75, 50, 1), "tall": draw(31, 64, 2)}.items():
        image.save(folder / f"{name}.png")
        for mode in (InterpolationMode.BILINEAR, InterpolationMode.BICUBIC):
            for size in (16, 45, 96):
                squeezed = transforms.Resize((size, size), mode)(image)
                squeezed.save(folder / f"{name}-squeeze-{mode.value}-{size}.png")
                # the short side of torchvision's recipes: 256 for 224
                rule = transforms.Compose([transforms.Resize(size * 8 // 7, mode), transforms.CenterCrop(size)])
                rule(image).save(folder / f"{name}-crop-{mode.value}-{size}.png")


if __name__ == "__main__":
    main()
