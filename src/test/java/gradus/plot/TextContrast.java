package gradus.plot;

import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Paints into an image and writes down how well each text can be told from the ground on which it is written. */
final class TextContrast extends Graphics2D {

    /** What is written, in which colour, on which ground: the most frequent colour behind the text. */
    record Text(String text, Color ink, Color ground) {

        double contrast() {
            return Look.contrast(ink, ground);
        }
    }

    private final BufferedImage image;
    private final Graphics2D g;
    private final List<Text> texts;

    private TextContrast(BufferedImage image, Graphics2D g, List<Text> texts) {
        this.image = image;
        this.g = g;
        this.texts = texts;
    }

    /** All that a drawing writes with {@code drawString}; the numbers at the ticks are XChart's, in the quiet ink on white. */
    static List<Text> of(Figure.Drawing drawing) {
        var image = new BufferedImage(drawing.width() + 40, drawing.height() + 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Look.prepared(image);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        var recorder = new TextContrast(image, g, new ArrayList<>());
        drawing.at(recorder, 20, 20);
        g.dispose();
        return recorder.texts;
    }

    private void note(String text, double x, double y) {
        FontMetrics metrics = g.getFontMetrics();
        var box = new Rectangle((int) x, (int) y - metrics.getAscent() + 3, metrics.stringWidth(text), metrics.getAscent() - 3);
        Rectangle on = g.getTransform().createTransformedShape(box).getBounds()
                .intersection(new Rectangle(image.getWidth(), image.getHeight()));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int j = on.y; j < on.y + on.height; j++) {
            for (int i = on.x; i < on.x + on.width; i++) counts.merge(image.getRGB(i, j), 1, Integer::sum);
        }
        counts.entrySet().stream().max(Map.Entry.comparingByValue())
                .ifPresent(most -> texts.add(new Text(text, g.getColor(), new Color(most.getKey()))));
    }

    @Override public void drawString(String text, int x, int y) {
        note(text, x, y);
        g.drawString(text, x, y);
    }

    @Override public void drawString(String text, float x, float y) {
        note(text, x, y);
        g.drawString(text, x, y);
    }

    @Override public Graphics create() { return new TextContrast(image, (Graphics2D) g.create(), texts); }

    // ---- the rest is passed on as it is

    @Override public void draw(Shape shape) { g.draw(shape); }
    @Override public boolean drawImage(Image image, AffineTransform t, ImageObserver o) { return g.drawImage(image, t, o); }
    @Override public void drawImage(BufferedImage image, BufferedImageOp op, int a, int b) { g.drawImage(image, op, a, b); }
    @Override public void drawRenderedImage(RenderedImage image, AffineTransform t) { g.drawRenderedImage(image, t); }
    @Override public void drawRenderableImage(RenderableImage image, AffineTransform t) { g.drawRenderableImage(image, t); }
    @Override public void drawString(AttributedCharacterIterator text, int a, int b) { g.drawString(text, a, b); }
    @Override public void drawString(AttributedCharacterIterator text, float a, float b) { g.drawString(text, a, b); }
    @Override public void drawGlyphVector(GlyphVector glyphs, float a, float b) { g.drawGlyphVector(glyphs, a, b); }
    @Override public void fill(Shape shape) { g.fill(shape); }
    @Override public boolean hit(Rectangle r, Shape shape, boolean on) { return g.hit(r, shape, on); }
    @Override public GraphicsConfiguration getDeviceConfiguration() { return g.getDeviceConfiguration(); }
    @Override public void setComposite(Composite composite) { g.setComposite(composite); }
    @Override public void setPaint(Paint paint) { g.setPaint(paint); }
    @Override public void setStroke(Stroke stroke) { g.setStroke(stroke); }
    @Override public void setRenderingHint(RenderingHints.Key key, Object value) { g.setRenderingHint(key, value); }
    @Override public Object getRenderingHint(RenderingHints.Key key) { return g.getRenderingHint(key); }
    @Override public void setRenderingHints(Map<?, ?> hints) { g.setRenderingHints(hints); }
    @Override public void addRenderingHints(Map<?, ?> hints) { g.addRenderingHints(hints); }
    @Override public RenderingHints getRenderingHints() { return g.getRenderingHints(); }
    @Override public void translate(int a, int b) { g.translate(a, b); }
    @Override public void translate(double a, double b) { g.translate(a, b); }
    @Override public void rotate(double a) { g.rotate(a); }
    @Override public void rotate(double a, double b, double c) { g.rotate(a, b, c); }
    @Override public void scale(double a, double b) { g.scale(a, b); }
    @Override public void shear(double a, double b) { g.shear(a, b); }
    @Override public void transform(AffineTransform t) { g.transform(t); }
    @Override public void setTransform(AffineTransform t) { g.setTransform(t); }
    @Override public AffineTransform getTransform() { return g.getTransform(); }
    @Override public Paint getPaint() { return g.getPaint(); }
    @Override public Composite getComposite() { return g.getComposite(); }
    @Override public void setBackground(Color color) { g.setBackground(color); }
    @Override public Color getBackground() { return g.getBackground(); }
    @Override public Stroke getStroke() { return g.getStroke(); }
    @Override public void clip(Shape shape) { g.clip(shape); }
    @Override public FontRenderContext getFontRenderContext() { return g.getFontRenderContext(); }
    @Override public Color getColor() { return g.getColor(); }
    @Override public void setColor(Color color) { g.setColor(color); }
    @Override public void setPaintMode() { g.setPaintMode(); }
    @Override public void setXORMode(Color color) { g.setXORMode(color); }
    @Override public Font getFont() { return g.getFont(); }
    @Override public void setFont(Font font) { g.setFont(font); }
    @Override public FontMetrics getFontMetrics(Font font) { return g.getFontMetrics(font); }
    @Override public Rectangle getClipBounds() { return g.getClipBounds(); }
    @Override public void clipRect(int a, int b, int c, int d) { g.clipRect(a, b, c, d); }
    @Override public void setClip(int a, int b, int c, int d) { g.setClip(a, b, c, d); }
    @Override public Shape getClip() { return g.getClip(); }
    @Override public void setClip(Shape shape) { g.setClip(shape); }
    @Override public void copyArea(int a, int b, int c, int d, int e, int f) { g.copyArea(a, b, c, d, e, f); }
    @Override public void drawLine(int a, int b, int c, int d) { g.drawLine(a, b, c, d); }
    @Override public void fillRect(int a, int b, int c, int d) { g.fillRect(a, b, c, d); }
    @Override public void clearRect(int a, int b, int c, int d) { g.clearRect(a, b, c, d); }
    @Override public void drawRoundRect(int a, int b, int c, int d, int e, int f) { g.drawRoundRect(a, b, c, d, e, f); }
    @Override public void fillRoundRect(int a, int b, int c, int d, int e, int f) { g.fillRoundRect(a, b, c, d, e, f); }
    @Override public void drawOval(int a, int b, int c, int d) { g.drawOval(a, b, c, d); }
    @Override public void fillOval(int a, int b, int c, int d) { g.fillOval(a, b, c, d); }
    @Override public void drawArc(int a, int b, int c, int d, int e, int f) { g.drawArc(a, b, c, d, e, f); }
    @Override public void fillArc(int a, int b, int c, int d, int e, int f) { g.fillArc(a, b, c, d, e, f); }
    @Override public void drawPolyline(int[] xs, int[] ys, int a) { g.drawPolyline(xs, ys, a); }
    @Override public void drawPolygon(int[] xs, int[] ys, int a) { g.drawPolygon(xs, ys, a); }
    @Override public void fillPolygon(int[] xs, int[] ys, int a) { g.fillPolygon(xs, ys, a); }
    @Override public boolean drawImage(Image image, int a, int b, ImageObserver o) { return g.drawImage(image, a, b, o); }
    @Override public boolean drawImage(Image image, int a, int b, int c, int d, ImageObserver o) { return g.drawImage(image, a, b, c, d, o); }
    @Override public boolean drawImage(Image image, int a, int b, Color color, ImageObserver o) { return g.drawImage(image, a, b, color, o); }
    @Override public boolean drawImage(Image image, int a, int b, int c, int d, Color color, ImageObserver o) { return g.drawImage(image, a, b, c, d, color, o); }
    @Override public boolean drawImage(Image image, int a, int b, int c, int d, int e, int f, int v, int w, ImageObserver o) { return g.drawImage(image, a, b, c, d, e, f, v, w, o); }
    @Override public boolean drawImage(Image image, int a, int b, int c, int d, int e, int f, int v, int w, Color color, ImageObserver o) { return g.drawImage(image, a, b, c, d, e, f, v, w, color, o); }
    @Override public void dispose() { g.dispose(); }
}
