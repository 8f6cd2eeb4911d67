package io.semsearch.postcards.drawing;

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

/** A brush that fills shapes with colours under a certain light. */
public final class Brush {

    private final Graphics2D graphics;
    private final UnaryOperator<Color> light;

    /** @param light maps the colour of an object to its colour in this light */
    Brush(Graphics2D graphics, UnaryOperator<Color> light) {
        this.graphics = graphics;
        this.light = light;
    }

    public void fill(Color colour, Shape shape) {
        graphics.setColor(light.apply(colour));
        graphics.fill(shape);
    }

    /** Fills with a gradient from the top of the shape to its bottom. */
    public void fill(Color top, Color bottom, Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        graphics.setPaint(new GradientPaint(0, (float) bounds.getMinY(), light.apply(top), 0,
                (float) bounds.getMaxY(), light.apply(bottom)));
        graphics.fill(shape);
    }

    /** Fills with a gradient from the left of the shape to its right. */
    public void fillAcross(Color left, Color right, Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        graphics.setPaint(new GradientPaint((float) bounds.getMinX(), 0, light.apply(left), (float) bounds.getMaxX(), 0,
                light.apply(right)));
        graphics.fill(shape);
    }

    /** Draws the outline of the shape, with round line ends. */
    public void line(Color colour, double width, Shape shape) {
        graphics.setColor(light.apply(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    public void line(Color colour, double width, double fromX, double fromY, double toX, double toY) {
        line(colour, width, Outline.from(fromX, fromY).line(toX, toY).open());
    }

    /** Draws a spot of light that fades outwards. Its colour does not depend on the light of the brush. */
    public void glow(Color colour, double x, double y, double radius) {
        graphics.setPaint(new RadialGradientPaint(new Point2D.Double(x, y), (float) radius, new float[]{0, 1},
                new Color[]{colour, Tones.alpha(colour, 0)}));
        graphics.fill(Outline.circle(x, y, radius));
    }

    /** Fills with a colour that does not depend on the light: lamps and lit windows. */
    public void shine(Color colour, Shape shape) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    /** Draws in a local coordinate system: translated to (x, y), then scaled. */
    public void within(double x, double y, double scaleX, double scaleY, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.scale(scaleX, scaleY);
        drawing.run();
        graphics.setTransform(before);
    }

    /** Draws rotated about the origin, clockwise. */
    public void turned(double degrees, Runnable drawing) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(Math.toRadians(degrees));
        drawing.run();
        graphics.setTransform(before);
    }
}
