package io.semsearch.trainer.backend;

/** The device to train on. */
public enum Device {
    /** The processor. */
    CPU,
    /** An NVIDIA GPU; an error if it cannot be used. */
    CUDA,
    /** An NVIDIA GPU if this build and this machine can use one, otherwise the processor. */
    AUTO
}
