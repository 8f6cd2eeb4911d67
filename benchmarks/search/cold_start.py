"""Times one search from the shell, in turns: python3 cold_start.py LAUNCHER COLLECTION ROUNDS. See cold-start.sh."""
import os
import statistics
import subprocess
import sys
import time

PEER = '''
import sys
import numpy as np
folder, engine, words = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(folder + "/words.txt") as file:
    row = {word: number for number, word in enumerate(file.read().split())}
table = np.memmap(folder + "/words.f32", dtype=np.float32, mode="r").reshape(len(row), -1)
query = table[[row[word] for word in words]].sum(axis=0)
query /= np.linalg.norm(query)
if engine == "hnswlib":
    import hnswlib
    index = hnswlib.Index(space="ip", dim=len(query))
    index.load_index(folder + "/hnswlib.bin")
    index.set_ef(100)
    labels, distances = index.knn_query(query, k=10, num_threads=1)
    found = list(zip(labels[0], 1 - distances[0]))
elif engine == "faiss":
    import faiss
    index = faiss.read_index(folder + "/faiss.bin")
    index.hnsw.efSearch = 100
    similarities, labels = index.search(query[None], 10)
    found = list(zip(labels[0], similarities[0]))
else:
    found = []
for rank, (label, similarity) in enumerate(found):
    print(rank + 1, label + 1, round(float(similarity), 4))
'''

MAKE = '''
import sys
import numpy as np
folder, engine = sys.argv[1:]
vectors = np.fromfile(folder + "/vectors.f32", dtype=np.float32).reshape(82783, -1)
if engine == "hnswlib":
    import hnswlib
    index = hnswlib.Index(space="ip", dim=vectors.shape[1])
    index.init_index(max_elements=len(vectors), M=16, ef_construction=100)
    index.add_items(vectors)
    index.save_index(folder + "/hnswlib.bin")
else:
    import faiss
    index = faiss.IndexHNSWFlat(vectors.shape[1], 16, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = 100
    index.add(vectors)
    faiss.write_index(index, folder + "/faiss.bin")
'''

SENTENCE = ["word17", "word4711", "word42"]
OFF = {"SEMSEARCH_STARTUP_CACHE": "off"}


def run(command, environment=None):
    """Milliseconds of wall, and of processor time of the command and what it started."""
    before = os.times()
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
    wall = time.perf_counter() - start
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * wall, 1000 * processor


def has(engine):
    return subprocess.run([sys.executable, "-c", "import numpy, " + engine], stderr=subprocess.DEVNULL).returncode == 0


def await_cache(home):
    startup = os.path.join(home, "target", "launcher", "startup")
    built = os.stat(os.path.join(home, "app", "target", "semsearch.jar")).st_mtime_ns
    for _ in range(300):
        names = os.listdir(startup)
        caches = [os.stat(os.path.join(startup, name)) for name in names if name.endswith(".cache")]
        if "making" not in names and any(it.st_mtime_ns == built and it.st_size > 0 for it in caches):
            return
        time.sleep(1)
    sys.exit("no startup cache was made in " + startup)


def main():
    launcher, collection, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    search = [launcher, "search", "-c", collection, *SENTENCE]
    peer = collection + "/peer"
    contenders = {"semsearch, no startup cache": (search, OFF), "semsearch": (search, None)}
    for engine in [known for known in ("hnswlib", "faiss") if has(known)][:1]:
        if not os.path.exists(f"{peer}/{engine}.bin"):
            subprocess.run([sys.executable, "-c", MAKE, peer, engine], check=True)
        contenders["Python, numpy and " + engine] = ([sys.executable, "-c", PEER, peer, engine, *SENTENCE], None)
    if len(contenders) == 2:
        sys.exit(sys.executable + " has neither hnswlib nor faiss; see cold-start.sh --help")
    contenders["Python, numpy, words only"] = ([sys.executable, "-c", PEER, peer, "none", *SENTENCE], None)
    contenders["Python that does nothing"] = ([sys.executable, "-c", ""], None)

    run(search)  # makes the startup cache, in the background
    await_cache(os.path.dirname(launcher))
    for command, environment in contenders.values():
        run(command, environment)
    times = {name: [] for name in contenders}
    for turn in range(rounds):
        names = list(contenders)
        for name in names if turn % 2 == 0 else reversed(names):
            times[name].append(run(*contenders[name]))

    ours = [wall for wall, _ in times["semsearch"]]
    print(f"82,783 images, 50 dimensions; medians of {rounds} rounds, in turns. Ratio: the median of the rounds', to semsearch.")
    print()
    print("| from the shell to the last line | wall | least to most | processor | ratio |")
    print("|---|---:|---:|---:|---:|")
    for name, measured in times.items():
        walls = [wall for wall, _ in measured]
        processor = statistics.median(spent for _, spent in measured)
        ratio = statistics.median(wall / own for wall, own in zip(walls, ours))
        print(f"| {name} | {statistics.median(walls):.0f} ms | {min(walls):.0f} to {max(walls):.0f} ms "
              f"| {processor:.0f} ms | {ratio:.2f} |")


main()
