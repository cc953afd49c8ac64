package gradus.plot;

import gradus.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Small images in rows, each with a caption if wanted; made by {@link Figures#imageGrid}.
 *
 * <p>All share one scale: zero is white, the largest value the darkest; with numbers below zero, too, vermilion and
 * blue stand for the two signs. Options return a changed copy.
 */
public final class ImageGrid extends Figure {

    private static final int ROOM = Style.MAX_WIDTH - 2 * Style.MARGIN;
    private static final int LARGEST = 88;
    private static final int GAP = 14;

    private final double[] pixels;
    private final int height;
    private final int width;
    private final int rows;
    private final int columns;
    private final int shown;
    private IntFunction<String> caption = i -> "";
    private IntPredicate marked = i -> false;

    ImageGrid(String title, Tensor images, int rows, int columns) {
        super(title);
        int[] shape = images.shape();
        int side = images.rank() == 2 ? (int) Math.round(Math.sqrt(shape[1])) : 0;
        if (images.rank() != 3 && (images.rank() != 2 || side * side != shape[1])) {
            throw new IllegalArgumentException("imageGrid: images are " + images.shapeText() + "; they should be"
                    + " (n, height, width), or (n, side · side) for square ones such as (n, 64)");
        }
        if (images.size() == 0) {
            throw new IllegalArgumentException("imageGrid: images are " + images.shapeText() + ", there is nothing to show");
        }
        if (Arrays.stream(images.data()).noneMatch(Double::isFinite)) {
            throw new IllegalArgumentException("imageGrid: no pixel of images " + images.shapeText() + " is finite");
        }
        height = images.rank() == 3 ? shape[1] : side;
        width = images.rank() == 3 ? shape[2] : side;
        int fitting = (ROOM + GAP) / (width + GAP);
        if (rows < 1 || columns < 1 || columns > fitting) {
            throw new IllegalArgumentException("imageGrid: " + rows + " rows of " + columns + " images; for images of "
                    + height + " × " + width + " pixels there can be 1 to " + fitting + " in a row");
        }
        this.columns = Math.min(columns, shape[0]);
        this.rows = Math.min(rows, (shape[0] + this.columns - 1) / this.columns);
        shown = Math.min(shape[0], this.rows * this.columns);
        pixels = Arrays.copyOf(images.data(), shown * height * width);
    }

    /** A caption under each image, by its number from 0: {@code captions(i -> "a " + labels[i])}. */
    public ImageGrid captions(IntFunction<String> caption) {
        return with(this, grid -> grid.caption = caption);
    }

    /** Which images to mark with a thick frame and a bold caption, by number: {@code marked(i -> wrong[i])}. */
    public ImageGrid marked(IntPredicate marked) {
        return with(this, grid -> grid.marked = marked);
    }

    /** The same images under another title. */
    public ImageGrid title(String title) {
        return with(this, grid -> grid.title = title);
    }

    @Override
    public String alt() {
        List<String> captions = new ArrayList<>();
        int marks = 0;
        for (int i = 0; i < shown; i++) {
            if (marked.test(i)) marks++;
            if (!caption.apply(i).isBlank()) captions.add(caption.apply(i) + (marked.test(i) ? " (marked)" : ""));
        }
        double min = Arrays.stream(pixels).filter(Double::isFinite).min().orElse(Double.NaN);
        double max = Arrays.stream(pixels).filter(Double::isFinite).max().orElse(Double.NaN);
        return title() + ". " + Words.count(shown, "image") + " of " + height + " × " + width + " pixels in "
                + Words.count(rows, "row") + ", values from " + Words.text(min) + " to " + Words.text(max)
                + (marks > 0 ? ", " + marks + " marked" : "")
                + (captions.isEmpty() ? "" : ": " + String.join(", ", captions)) + ".";
    }

    @Override
    Drawing drawing() {
        return drawing(ROOM);
    }

    @Override
    Drawing drawing(int room) {
        if (columns * (width + GAP) - GAP > room) return super.drawing(room);
        int pitch = Math.min((room + GAP) / columns, LARGEST + GAP + 24);
        int scale = Math.max(1, Math.min(LARGEST, pitch - GAP) / Math.max(width, height));
        int widest = IntStream.range(0, shown).map(i -> Style.width(caption.apply(i), Style.SMALL) + GAP).max().orElse(0);
        int cell = Math.min(pitch, Math.max(width * scale + GAP, widest));
        List<List<String>> captions = new ArrayList<>();
        for (int i = 0; i < shown; i++) captions.add(Style.wrap(caption.apply(i), Style.SMALL, cell - 6));
        boolean any = captions.stream().anyMatch(lines -> !lines.get(0).isEmpty());
        int line = Style.metrics(Style.SMALL).getHeight();
        int most = any ? captions.stream().mapToInt(List::size).max().orElse(0) : 0;
        int row = height * scale + GAP + (any ? most * line + 2 : 0);
        Shades shades = Shades.of(Color.DARK_GRAY, pixels);
        return new Drawing(columns * cell, rows * row - GAP / 2, g -> {
            for (int i = 0; i < shown; i++) {
                int x = 2 + i % columns * cell + (cell - GAP - width * scale) / 2;
                int y = 4 + i / columns * row;
                image(g, i, x, y, scale, shades);
                if (any) caption(g, captions.get(i), marked.test(i), x + width * scale / 2.0, y + height * scale + 5);
            }
        });
    }

    private void image(Graphics2D g, int i, int x, int y, int scale, Shades shades) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) image.setRGB(c, r, shades.of(pixels[(i * height + r) * width + c]).getRGB());
        }
        g.drawImage(image, x, y, width * scale, height * scale, null);
        boolean mark = marked.test(i);
        g.setStroke(new BasicStroke(mark ? 3 : 1));
        g.setColor(mark ? Style.VERMILION : Style.FRAME);
        int out = mark ? 2 : 1;
        g.drawRect(x - out, y - out, width * scale + 2 * out - 1, height * scale + 2 * out - 1);
        g.setStroke(new BasicStroke(1));
    }

    private static void caption(Graphics2D g, List<String> lines, boolean mark, double x, double y) {
        Font font = mark ? Style.SMALL.deriveFont(Font.BOLD) : Style.SMALL;
        int line = Style.metrics(Style.SMALL).getHeight();
        for (int k = 0; k < lines.size(); k++) {
            Style.centred(g, lines.get(k), font, mark ? Style.readable(Style.VERMILION) : Style.INK, x, y + (k + 0.5) * line);
        }
    }
}
