"""Starts 'semsearch serve' again and again, and measures from the shell command to the first answers: /healthz, then a
text search, then the page. A start before those measured stays until the startup cache is made. With --first, each start
is the first one ever: without the cache.

usage: start.py COLLECTION [--text TEXT] [--rounds N] [--port N] [--first]     run it on a quiet machine
"""
import argparse
import http.client
import os
import signal
import statistics
import subprocess
import time
from pathlib import Path
from urllib.parse import quote_plus

HOME = Path(__file__).resolve().parents[2]
CACHE_SECONDS = 120


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")


def serve(options, environment):
    return subprocess.Popen([HOME / "semsearch", "serve", "-c", options.collection, "--port", str(options.port)],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


def make_cache(options):
    """Serves until the launcher has made its cache."""
    server = serve(options, os.environ)
    for _ in range(CACHE_SECONDS):
        if any(HOME.glob("target/launcher/startup/*-serve.cache")):
            break
        time.sleep(1)
    else:
        raise SystemExit(f"no startup cache after {CACHE_SECONDS} s")
    server.send_signal(signal.SIGTERM)
    server.wait()


def start(options, environment):
    """Seconds to each of the three answers."""
    began = time.monotonic()
    server = serve(options, environment)
    times = []
    for path in ["/healthz", "/api/v1/search?k=10&q=" + quote_plus(options.text), "/"]:
        while True:
            try:
                ask(options.port, path)
                break
            except ConnectionRefusedError:
                if server.poll() is not None:
                    raise SystemExit(f"the server ended with {server.returncode}")
                time.sleep(0.005)
        times.append(time.monotonic() - began)
    server.send_signal(signal.SIGTERM)
    server.wait()
    return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("collection")
    parser.add_argument("--text", default="a dog on grass")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--first", action="store_true")
    options = parser.parse_args()
    environment = dict(os.environ, SEMSEARCH_STARTUP_CACHE="off") if options.first else os.environ
    if not options.first:
        make_cache(options)
    rounds = [start(options, environment) for _ in range(options.rounds)]
    for name, times in zip(["healthz", "search", "page"], zip(*rounds)):
        print(f"{name:8} {statistics.median(times):.2f} s   ({min(times):.2f} to {max(times):.2f})")


if __name__ == "__main__":
    main()
