"""Writes the addresses that load.sh asks for: searches for each caption, images like each, thumbnails of each.

usage: targets.py CAPTIONS.json FOLDER
"""
import json
import random
import sys
from urllib.parse import quote_plus

captions = json.load(open(sys.argv[1], encoding="utf-8"))
ids = [image["id"] for image in captions["images"]]
texts = [each["caption"].strip() for each in captions["annotations"] if len(each["caption"].split()) > 2]
random.Random(1).shuffle(texts)
random.Random(1).shuffle(ids)
targets = {
    "search": ["/api/v1/search?k=10&q=" + quote_plus(text) for text in texts],
    "plain": ["/api/v1/search?k=10&hubness=none&q=" + quote_plus(text) for text in texts],
    "similar": [f"/api/v1/images/{image}/similar?k=10" for image in ids],
    "thumbnail": [f"/api/v1/images/{image}/thumbnail" for image in ids],
    "upload": ["/api/v1/images"],
}
for name, addresses in targets.items():
    with open(f"{sys.argv[2]}/{name}.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(addresses) + "\n")
