package io.semsearch.datasets;

import io.semsearch.progress.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reports the number of bytes read to a progress. */
final class CountingStream extends FilterInputStream {

    private final Progress.Task task;
    private long bytes;

    /** @param task closed with the stream */
    CountingStream(InputStream in, Progress.Task task) {
        super(in);
        this.task = task;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        count(read);
        return read;
    }

    @Override
    public void close() throws IOException {
        task.close();
        super.close();
    }

    private void count(int read) {
        if (read > 0) {
            bytes += read;
            task.advanceTo(bytes);
        }
    }
}
