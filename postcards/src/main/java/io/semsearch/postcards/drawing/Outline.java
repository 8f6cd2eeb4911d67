package io.semsearch.postcards.drawing;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** A builder of shapes; y increases downwards. */
public final class Outline {

    private final Path2D.Double path = new Path2D.Double();

    private Outline(double x, double y) {
        path.moveTo(x, y);
    }

    public static Outline from(double x, double y) {
        return new Outline(x, y);
    }

    public Outline line(double x, double y) {
        path.lineTo(x, y);
        return this;
    }

    /** Adds a curve with a control point. */
    public Outline bend(double controlX, double controlY, double x, double y) {
        path.quadTo(controlX, controlY, x, y);
        return this;
    }

    public Shape close() {
        path.closePath();
        return path;
    }

    public Shape open() {
        return path;
    }

    /** @param coordinates x and y of each corner, alternating */
    public static Shape polygon(double... coordinates) {
        Outline outline = from(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            outline.line(coordinates[i], coordinates[i + 1]);
        }
        return outline.close();
    }

    /** The union of shapes, which must all have the same orientation. */
    public static Shape union(List<Shape> shapes) {
        Path2D.Double union = new Path2D.Double(Path2D.WIND_NON_ZERO);
        shapes.forEach(shape -> union.append(shape, false));
        return union;
    }

    public static Shape ellipse(double centreX, double centreY, double radiusX, double radiusY) {
        return new Ellipse2D.Double(centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY);
    }

    public static Shape circle(double centreX, double centreY, double radius) {
        return ellipse(centreX, centreY, radius, radius);
    }

    public static Shape box(double left, double top, double width, double height) {
        return new Rectangle2D.Double(left, top, width, height);
    }

    public static Shape box(double left, double top, double width, double height, double cornerRadius) {
        return new RoundRectangle2D.Double(left, top, width, height, 2 * cornerRadius, 2 * cornerRadius);
    }
}
