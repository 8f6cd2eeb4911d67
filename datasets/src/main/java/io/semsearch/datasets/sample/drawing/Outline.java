package io.semsearch.datasets.sample.drawing;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Builds shapes; y grows downwards. */
final class Outline {

    private final Path2D.Double path = new Path2D.Double();

    private Outline(double x, double y) {
        path.moveTo(x, y);
    }

    static Outline from(double x, double y) {
        return new Outline(x, y);
    }

    Outline line(double x, double y) {
        path.lineTo(x, y);
        return this;
    }

    /** A bend towards a control point. */
    Outline bend(double controlX, double controlY, double x, double y) {
        path.quadTo(controlX, controlY, x, y);
        return this;
    }

    Shape close() {
        path.closePath();
        return path;
    }

    Shape open() {
        return path;
    }

    /** @param coordinates x and y of each corner in turn */
    static Shape polygon(double... coordinates) {
        Outline outline = from(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            outline.line(coordinates[i], coordinates[i + 1]);
        }
        return outline.close();
    }

    /** The area that any of some shapes covers; all must run round the same way. */
    static Shape union(List<Shape> shapes) {
        Path2D.Double union = new Path2D.Double(Path2D.WIND_NON_ZERO);
        shapes.forEach(shape -> union.append(shape, false));
        return union;
    }

    static Shape ellipse(double centreX, double centreY, double radiusX, double radiusY) {
        return new Ellipse2D.Double(centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY);
    }

    static Shape circle(double centreX, double centreY, double radius) {
        return ellipse(centreX, centreY, radius, radius);
    }

    static Shape box(double left, double top, double width, double height) {
        return new Rectangle2D.Double(left, top, width, height);
    }

    static Shape box(double left, double top, double width, double height, double cornerRadius) {
        return new RoundRectangle2D.Double(left, top, width, height, 2 * cornerRadius, 2 * cornerRadius);
    }
}
