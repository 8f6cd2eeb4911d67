package io.semsearch.server;

import io.semsearch.files.FolderLock;
import java.io.IOException;
import java.nio.file.Path;

/** Another program that changes a collection for a long time. */
final class FolderHolder {

    private static final long LONG = 600_000;

    private FolderHolder() {}

    /** Locks a folder, says so, and waits to be killed. */
    public static void main(String[] args) throws IOException {
        FolderLock.tryNow(Path.of(args[0]), () -> {
            System.out.print('!');
            System.out.flush();
            try {
                Thread.sleep(LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return args;
        });
    }
}
