package io.semsearch.datasets.sample.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.function.UnaryOperator;

/** Fills shapes with colours as a certain light shows them. */
final class Brush {

    private final Graphics2D graphics;
    private final UnaryOperator<Color> light;

    /** @param light turns a thing's own colour into what is seen */
    Brush(Graphics2D graphics, UnaryOperator<Color> light) {
        this.graphics = graphics;
        this.light = light;
    }

    void fill(Color colour, Shape shape) {
        graphics.setColor(light.apply(colour));
        graphics.fill(shape);
    }

    /** Fills with a gradient from the shape's top to its bottom. */
    void fill(Color top, Color bottom, Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        graphics.setPaint(new GradientPaint(0, (float) bounds.getMinY(), light.apply(top), 0,
                (float) bounds.getMaxY(), light.apply(bottom)));
        graphics.fill(shape);
    }

    /** Fills with a gradient from one side to the other. */
    void fillAcross(Color left, Color right, Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        graphics.setPaint(new GradientPaint((float) bounds.getMinX(), 0, light.apply(left), (float) bounds.getMaxX(), 0,
                light.apply(right)));
        graphics.fill(shape);
    }

    /** Draws a line along the shape's outline, with round ends. */
    void line(Color colour, double width, Shape shape) {
        graphics.setColor(light.apply(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    void line(Color colour, double width, double fromX, double fromY, double toX, double toY) {
        line(colour, width, Outline.from(fromX, fromY).line(toX, toY).open());
    }

    /** A spot of light that fades outwards; its colour does not depend on the light around. */
    void glow(Color colour, double x, double y, double radius) {
        graphics.setPaint(new RadialGradientPaint(new Point2D.Double(x, y), (float) radius, new float[]{0, 1},
                new Color[]{colour, Tones.alpha(colour, 0)}));
        graphics.fill(Outline.circle(x, y, radius));
    }

    /** Fills with the colour as it is, whatever the light: lamps and lit windows. */
    void shine(Color colour, Shape shape) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    /** Draws in a frame of its own: moved to (x, y), then scaled. */
    void within(double x, double y, double scaleX, double scaleY, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.scale(scaleX, scaleY);
        drawing.run();
        graphics.setTransform(before);
    }

    /** Draws turned about the origin, clockwise. */
    void turned(double degrees, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(Math.toRadians(degrees));
        drawing.run();
        graphics.setTransform(before);
    }
}
