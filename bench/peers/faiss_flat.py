"""Peer of `bench search`: FAISS IndexFlatL2, one thread, over the same rows and probes.

python3 faiss_flat.py ROWS.f32 PROBES.f32 COUNT  (128-d float32, row after row; Debian: python3-faiss python3-numpy)
Answers one line of JSON with the version, the memory and the number of rows, then reads commands from standard input:
  "N"      searches probe N and answers with the seconds that took;
  "all F"  searches every probe, 64 at a time, and writes the identities (int32, probes x COUNT) to the file F;
  end of input ends it.
"""
import json, os, sys, time
import faiss, numpy as np


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


faiss.omp_set_num_threads(1)
rows = np.fromfile(sys.argv[1], dtype=np.float32).reshape(-1, 128)
probes = np.fromfile(sys.argv[2], dtype=np.float32).reshape(-1, 128)
count = int(sys.argv[3])
before = resident()
index = faiss.IndexFlatL2(128)
index.add(rows)
print(json.dumps({"faiss": faiss.__version__, "bytes": resident() - before, "rows": index.ntotal}), flush=True)
del rows
for line in sys.stdin:
    command = line.split()
    if command[0] == "all":
        found = np.vstack([index.search(probes[i:i + 64], count)[1] for i in range(0, len(probes), 64)])
        found.astype(np.int32).tofile(command[1])
        print("done", flush=True)
    else:
        probe = probes[int(command[0]):int(command[0]) + 1]
        start = time.perf_counter()
        index.search(probe, count)
        print(repr(time.perf_counter() - start), flush=True)
