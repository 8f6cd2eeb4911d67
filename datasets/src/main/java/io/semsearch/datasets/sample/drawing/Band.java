package io.semsearch.datasets.sample.drawing;

/** A strip of a landscape, from its far edge to its near one, and how large things appear there.
 *
 * @param far       y of the far edge
 * @param near      y of the near edge
 * @param farScale  size of things at the far edge
 * @param nearScale size of things at the near edge */
record Band(double far, double near, double farScale, double nearScale) {

    double scaleAt(double y) {
        double share = near == far ? 1 : Math.clamp((y - far) / (near - far), 0, 1);
        return farScale + share * (nearScale - farScale);
    }

    double at(double share) {
        return far + share * (near - far);
    }
}
