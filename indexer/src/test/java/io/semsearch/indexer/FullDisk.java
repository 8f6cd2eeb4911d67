package io.semsearch.indexer;

import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A directory on a disk with a given number of free bytes. */
final class FullDisk extends FilterDirectory {

    private long bytesLeft;

    FullDisk(Directory directory, long bytesLeft) {
        super(directory);
        this.bytesLeft = bytesLeft;
    }

    /** Frees bytes, or takes them if negative. */
    synchronized void free(long bytes) {
        bytesLeft += bytes;
    }

    synchronized long bytesLeft() {
        return bytesLeft;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return limited(in.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return limited(in.createTempOutput(prefix, suffix, context));
    }

    private IndexOutput limited(IndexOutput output) {
        return new FilterIndexOutput("limited", output.getName(), output) {
            @Override
            public void writeByte(byte value) throws IOException {
                take(1);
                super.writeByte(value);
            }

            @Override
            public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
                take(length);
                super.writeBytes(bytes, offset, length);
            }
        };
    }

    private synchronized void take(int bytes) throws IOException {
        if (bytes > bytesLeft) {
            throw new IOException("No space left on device");
        }
        bytesLeft -= bytes;
    }
}
