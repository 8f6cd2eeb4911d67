package io.semsearch.photo;

import java.io.IOException;
import java.time.Duration;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/** An input that fails once a time is over: some decoders do not check whether they are aborted. */
final class TimedImageInput extends ImageInputStreamImpl {

    private final ImageInputStream input;
    private final long end;

    /** @param input not closed */
    TimedImageInput(ImageInputStream input, Duration time) {
        this.input = input;
        this.end = System.nanoTime() + time.toNanos();
    }

    boolean isLate() {
        return System.nanoTime() - end > 0;
    }

    @Override
    public int read() throws IOException {
        prepare();
        int value = input.read();
        streamPos += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        prepare();
        int count = input.read(bytes, offset, length);
        streamPos += Math.max(0, count);
        return count;
    }

    private void prepare() throws IOException {
        if (isLate()) {
            throw new IOException("the time for decoding is over");
        }
        bitOffset = 0;
        if (input.getStreamPosition() != streamPos) {
            input.seek(streamPos);
        }
    }

    @Override
    public long length() {
        try {
            return input.length();
        } catch (IOException e) {
            return -1;
        }
    }
}
