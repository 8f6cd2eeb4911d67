package io.semsearch.trainer;

/** Where training runs. */
public enum Device {
    /** The processor. */
    CPU,
    /** An NVIDIA card, or nothing. */
    CUDA,
    /** An NVIDIA card if this build and this machine can use one, else the processor. */
    AUTO
}
