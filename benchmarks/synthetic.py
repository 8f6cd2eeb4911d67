"""Numbers that look random, the same as SyntheticWorld.java draws."""

import numpy


def uniform(stream, count):
    """SyntheticWorld.uniform, for all indexes below count."""
    with numpy.errstate(over="ignore"):
        z = (numpy.uint64(stream << 40) + numpy.arange(count, dtype=numpy.uint64)) * numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return ((z ^ (z >> numpy.uint64(31))) >> numpy.uint64(11)).astype(numpy.float64) * 2.0**-53
