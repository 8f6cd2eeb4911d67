package io.semsearch.postcards.landscapes;

/** A strip of a landscape from its far edge to its near edge, with the size of objects there.
 *
 * @param far       y of the far edge
 * @param near      y of the near edge
 * @param farScale  size of objects at the far edge
 * @param nearScale size of objects at the near edge */
public record Band(double far, double near, double farScale, double nearScale) {

    public double scaleAt(double y) {
        double share = near == far ? 1 : Math.clamp((y - far) / (near - far), 0, 1);
        return farScale + share * (nearScale - farScale);
    }

    public double at(double share) {
        return far + share * (near - far);
    }
}
