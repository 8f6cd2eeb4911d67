"""Writes the photos of PhotoFormatsTest, and what PIL reads of them, with PIL 9.4 (Debian's python3-pil).

    /usr/bin/python3 make_photos.py ../resources/io/semsearch/photo

Each photo is 40 x 30 pixels: four fields of one colour. expected.csv has the colour in the middle of each field, as sRGB:
for photos with a colour profile, after a conversion by littleCMS."""

import csv
import io
import sys
from pathlib import Path

from PIL import Image, ImageCms

FIELDS = [(10, 7), (30, 7), (10, 22), (30, 22)]
COLOURS = [(200, 40, 60), (40, 180, 90), (30, 60, 200), (128, 128, 128)]
# A profile with primaries beyond those of sRGB (Adobe RGB 1998), with gamma 2.2, as tags of an ICC v2 file.
XYZ_WHITE, RED, GREEN, BLUE = (0.9642, 1, 0.8249), (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)


def wide_profile():
    def s15(value):
        return int(round(value * 65536)).to_bytes(4, "big", signed=True)

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(s15(v) for v in values)

    curve = b"curv\0\0\0\0" + (1).to_bytes(4, "big") + int(2.19921875 * 256).to_bytes(2, "big") + b"\0\0"
    text = b"wide\0"
    description = b"desc\0\0\0\0" + len(text).to_bytes(4, "big") + text + bytes(79)
    description += bytes(-len(description) % 4)
    copyright = b"text\0\0\0\0none\0\0\0\0"
    tags = [(b"desc", description), (b"cprt", copyright), (b"wtpt", xyz(XYZ_WHITE)), (b"rXYZ", xyz(RED)),
            (b"gXYZ", xyz(GREEN)), (b"bXYZ", xyz(BLUE)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    offset, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags:
        table += name + offset.to_bytes(4, "big") + len(content).to_bytes(4, "big")
        data += content
        offset += len(content)
    header = offset.to_bytes(4, "big") + bytes(4) + (0x02100000).to_bytes(4, "big") + b"mntrRGB XYZ "
    header += bytes(12) + b"acsp" + bytes(28) + b"".join(s15(v) for v in XYZ_WHITE)
    header += bytes(128 - len(header))
    return header + len(tags).to_bytes(4, "big") + table + data


def fields(mode="RGB"):
    image = Image.new("RGB", (40, 30))
    for (x, y), colour in zip(FIELDS, COLOURS):
        image.paste(colour, (x - 10, y - 7, x + 10, y + 8))
    return image.convert(mode)


def exif(make, model, taken):
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x0132] = make, model, "2001:01:01 00:00:00" if taken[5:7] == "07" else taken
    tags[0x8769] = {0x9003: taken}
    tags[0x8825] = {1: "S", 2: (33.0, 51.0, 24.0), 3: "E", 4: (151.0, 12.0, 54.0)}
    return tags


def main(folder):
    rows = []

    def write(name, image, expected=None, **options):
        image.save(folder / name, **options)
        read = Image.open(folder / name)
        if expected is None:
            profile = read.info.get("icc_profile")
            expected = read.convert("RGB")
            if profile:
                expected = ImageCms.profileToProfile(expected, ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                                                     ImageCms.createProfile("sRGB"))
        rows.append([name] + [value for point in FIELDS for value in expected.getpixel(point)])

    wide = wide_profile()
    write("plain.jpg", fields(), quality=95, subsampling=0)
    write("progressive.jpg", fields(), quality=95, subsampling=0, progressive=True)
    write("gray.jpg", fields("L"), quality=95)
    write("wide.jpg", fields(), quality=95, subsampling=0, icc_profile=wide)
    write("wide.tif", fields(), icc_profile=wide)
    write("wide.webp", fields(), icc_profile=wide, lossless=True)
    write("wide.png", fields(), icc_profile=wide)
    write("wide-palette.png", fields("P"), icc_profile=wide)
    write("gray.png", fields("L"))
    write("bits.png", fields("1"))
    write("palette.png", fields("P"))
    sixteen = Image.new("I;16", (40, 30))
    for (x, y), value in zip(FIELDS, (0x2000, 0x8000, 0xc000, 0xffff)):
        for dx in range(-10, 10):
            for dy in range(-7, 8):
                sixteen.putpixel((x + dx, y + dy), value)
    levels = Image.new("L", (40, 30))
    for (x, y), value in zip(FIELDS, (0x20, 0x80, 0xc0, 0xff)):
        levels.paste(value, (x - 10, y - 7, x + 10, y + 8))
    write("gray16.png", sixteen, levels.convert("RGB"))
    clear = fields("RGBA")
    clear.putalpha(128)
    over_white = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    write("clear.png", clear, over_white)
    write("clear.webp", clear, over_white, lossless=True)
    converted = ImageCms.profileToProfile(fields(), ImageCms.ImageCmsProfile(io.BytesIO(wide)),
                                          ImageCms.createProfile("sRGB"))
    white = Image.new("RGB", clear.size, "white")
    write("wide-clear.png", clear, Image.blend(white, converted, 128 / 255), icc_profile=wide)
    write("lossy.webp", fields(), quality=95)
    write("plain.gif", fields("P"))
    write("plain.bmp", fields())
    write("lzw.tif", fields(), compression="tiff_lzw")
    write("cmyk.jpg", fields("CMYK"), quality=95, subsampling=0)
    write("camera.jpg", fields(), quality=95, subsampling=0, exif=exif("Canon\0", "Canon EOS 5D\0", "2019:07:14 18:30:05"))
    write("nonsense.jpg", fields(), quality=95, subsampling=0, exif=exif("\x1b[31m" + 500 * "x", "\n", "2019:13:45 99:99:99"))
    with open(folder / "expected.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
