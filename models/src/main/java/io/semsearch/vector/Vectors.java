package io.semsearch.vector;

/** Arithmetic on vectors held as {@code float[]}; sums are accumulated in double precision. */
public final class Vectors {

    private Vectors() {}

    /** Inner product of two vectors of equal length.
     *
     * @throws IllegalArgumentException if the lengths differ */
    public static double dot(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("vectors must have one length, got " + a.length + " and " + b.length);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** Euclidean length. */
    public static double norm(float[] vector) {
        return norm(vector, 0, vector.length);
    }

    /** Scales a vector to unit length, in place.
     *
     * @return false if the length is zero or not finite; the vector is then unchanged */
    public static boolean l2Normalize(float[] vector) {
        return l2Normalize(vector, 0, vector.length);
    }

    /** True if no value is NaN or infinite. */
    public static boolean isFinite(float[] vector) {
        return firstNonFinite(vector) < 0;
    }

    /** Returns the vector if all its values are finite.
     *
     * @param what name of the vector in the error message
     * @throws IllegalArgumentException if a value is NaN or infinite; the message gives its position */
    public static float[] requireFinite(float[] vector, String what) {
        int position = firstNonFinite(vector);
        if (position >= 0) {
            throw new IllegalArgumentException(
                    what + ": value " + position + " must be a finite number, got " + vector[position]);
        }
        return vector;
    }

    static boolean l2Normalize(float[] values, int offset, int length) {
        double norm = norm(values, offset, length);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            values[i] = (float) (values[i] / norm);
        }
        return true;
    }

    private static double norm(float[] values, int offset, int length) {
        double squares = 0;
        for (int i = offset; i < offset + length; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    private static int firstNonFinite(float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                return i;
            }
        }
        return -1;
    }
}
