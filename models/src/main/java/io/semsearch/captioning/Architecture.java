package io.semsearch.captioning;

/** Where the photo enters the network (Tanti et al. 2017). */
public enum Architecture {

    /** Beside each word: the LSTM reads both. */
    PAR,

    /** After the LSTM: it reads words alone, and the next word is chosen by its output and the photo. */
    MERGE,

    /** Before the first word, as if it were one: the design of "Show and Tell" itself. */
    INIT
}
