"""Writes the small feature files that the tests of module datasets read, with the real torch and numpy.

    python3 make_fixtures.py [FOLDER]        (default: ../resources/features beside this file)

Every file tells of the same three images: VALUES below, which 16-bit floats hold exactly. What an installation cannot write
is left as it lies in the folder: run it once with torch and numpy 1, once with numpy 2. Files change only when a format does.
"""
import collections
import json
import pathlib
import pickle
import struct
import sys

import numpy as np

try:
    import torch
except ImportError:
    torch = None

VALUES = {
    42: [0.5, -1.25, 3.0, 0.0],
    7: [-0.03125, 2.0, 0.125, -8.0],
    100000: [1.0, 0.0625, -0.75, 1024.0],
}


def write_pickle(folder, name, value, protocol):
    with open(folder / name, "wb") as file:
        pickle.dump(value, file, protocol=protocol)


def write_numpy_pickles(folder):
    numpy = "numpy" + np.__version__.split(".")[0]
    rows = {i: np.array([v], dtype=np.float32) for i, v in VALUES.items()}
    for protocol in (2, 3, 4, 5):
        write_pickle(folder, f"{numpy}_protocol{protocol}.pkl", rows, protocol)
    write_pickle(folder, f"{numpy}_vectors.pkl", {i: v[0] for i, v in rows.items()}, 4)
    write_pickle(folder, f"{numpy}_int64_keys.pkl", {np.int64(i): v for i, v in rows.items()}, 4)
    for dtype in ("float16", "float64", ">f4"):
        values = {i: v.astype(dtype) for i, v in rows.items()}
        write_pickle(folder, f"{numpy}_{dtype.replace('>', 'big_')}.pkl", values, 3)
    write_pickle(folder, f"{numpy}_pooled.pkl", {i: v.reshape(1, 4, 1, 1) for i, v in rows.items()}, 4)


def write_npy(folder):
    ids = list(VALUES)
    matrix = np.array([VALUES[i] for i in ids])
    for dtype in ("float16", "float32", "float64"):
        np.save(folder / f"{dtype}.npy", matrix.astype(dtype))
    np.save(folder / "float16_ids.npy", np.array(ids, dtype=np.int64))
    np.save(folder / "float32_ids.npy", np.array(ids, dtype=np.int32))
    np.save(folder / "stacked.npy", matrix.astype(np.float32).reshape(3, 1, 4))
    np.save(folder / "fortran.npy", np.asfortranarray(matrix.astype(np.float32)))
    for version in (2, 3):
        with open(folder / f"version{version}.npy", "wb") as file:
            np.lib.format.write_array(file, matrix.astype(">f4"), version=(version, 0))


def write_torch(folder):
    rows = {i: torch.tensor([v]) for i, v in VALUES.items()}
    for protocol in (2, 3, 4, 5):
        write_pickle(folder, f"torch_protocol{protocol}.pkl", rows, protocol)
    write_pickle(folder, "torch_vectors.pkl", {i: v[0].clone() for i, v in rows.items()}, 4)
    write_pickle(folder, "torch_ordered.pkl", collections.OrderedDict(rows), 4)
    for dtype in (torch.float16, torch.bfloat16, torch.float64):
        write_pickle(folder, f"torch_{str(dtype)[6:]}.pkl", {i: v.to(dtype) for i, v in rows.items()}, 2)
    write_pickle(folder, "torch_parameters.pkl",
                 {i: torch.nn.Parameter(v, requires_grad=True) for i, v in rows.items()}, 4)
    torch.save(rows, folder / "torch_zip.pt")
    torch.save(rows, folder / "torch_legacy.pt", _use_new_zipfile_serialization=False)
    # views of one storage: rows with an offset; columns, whose values lie apart
    matrix = torch.tensor(list(VALUES.values()))
    by_row = {i: matrix[k:k + 1] for k, i in enumerate(VALUES)}
    columns = matrix.t().contiguous()
    by_column = {i: columns[:, k] for k, i in enumerate(VALUES)}
    write_pickle(folder, "torch_rows.pkl", by_row, 4)
    write_pickle(folder, "torch_columns.pkl", by_column, 4)
    torch.save(by_row, folder / "torch_rows.pt")
    torch.save(by_column, folder / "torch_columns.pt")
    torch.save(by_column, folder / "torch_columns_legacy.pt", _use_new_zipfile_serialization=False)


def write_safetensors(path, tensors):
    """The format is a header and bytes: no library is needed."""
    header, data = {}, b""
    for name, array in tensors.items():
        dtype = {"float32": "F32", "float16": "F16", "int64": "I64"}[array.dtype.name]
        content = array.tobytes()
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    default = pathlib.Path(__file__).resolve().parent.parent / "resources" / "features"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    write_numpy_pickles(folder)
    write_npy(folder)
    ids = np.array(list(VALUES), dtype=np.int64)
    write_safetensors(folder / "matrix.safetensors",
                      {"features": np.array(list(VALUES.values()), dtype=np.float32), "ids": ids})
    write_safetensors(folder / "by_image.safetensors",
                      {str(i): np.array([v], dtype=np.float16) for i, v in VALUES.items()})
    if torch is None:
        print("torch is not installed: its files are left as they are")
    else:
        write_torch(folder)


if __name__ == "__main__":
    main()
