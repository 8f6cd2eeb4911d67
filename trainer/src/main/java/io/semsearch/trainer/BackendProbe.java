package io.semsearch.trainer;

import java.util.Locale;

/** A program of its own that loads the backend for a device and computes with it: a crash in native code ends this
 * process alone.
 *
 * <p>Prints what it found on stdout and exits with 0, or the reason and 3. */
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
