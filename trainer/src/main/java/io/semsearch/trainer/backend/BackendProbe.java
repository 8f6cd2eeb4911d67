package io.semsearch.trainer.backend;

import java.util.Locale;

/** A program that loads the backend for a device and computes with it. It runs as a separate process, so a crash in
 * native code ends only that process.
 *
 * <p>Prints the backend on stdout and exits with 0, or prints the reason why it is unusable and exits with 3. */
public final class BackendProbe {

    private static final int UNUSABLE = 3;

    private BackendProbe() {}

    /** @param args the device's name */
    public static void main(String[] args) {
        try {
            Backend backend = Backend.select(Device.valueOf(args[0].toUpperCase(Locale.ROOT)));
            double sum = Backend.probe();
            System.out.println(backend + "; a matrix product and a kernel ran, checksum " + sum);
        } catch (BackendException e) {
            System.out.println(e.getMessage());
            System.exit(UNUSABLE);
        } catch (RuntimeException | LinkageError e) {
            System.out.println(CudaRemedy.explain(e.toString()));
            System.exit(UNUSABLE);
        }
    }
}
