package gradus.plot;

import gradus.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Small images in rows, each with a caption if wanted; made by {@link Figures#imageGrid}.
 *
 * <p>All share one scale: zero is white, the largest value the darkest; with numbers below zero, too, vermilion and
 * blue stand for the two signs. Options return a changed copy.
 */
public final class ImageGrid extends Figure {

    private static final int LARGEST = 88;
    private static final int GAP = 14;
    private static final int SCALE_WIDTH = 200;

    private final double[] pixels;
    private final int height;
    private final int width;
    private final int rows;
    private final int columns;
    private final int shown;
    private final int given;
    private IntFunction<String> caption = i -> "";
    private IntPredicate marked = i -> false;
    private boolean signed;
    /** By the row that it begins with, the name of a group of rows. */
    private SortedMap<Integer, String> groups = new TreeMap<>();

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
        given = shape[0];
        shown = Math.min(shape[0], this.rows * this.columns);
        pixels = Arrays.copyOf(images.data(), shown * height * width);
    }

    /** A caption under each image, by its number from 0: {@code captions(i -> "a " + labels[i])}. */
    public ImageGrid captions(IntFunction<String> caption) {
        return with(this, grid -> grid.caption = caption);
    }

    /**
     * A caption under each image, in their order.
     *
     * @throws IllegalArgumentException when there is neither one for each image nor one for each that is shown
     */
    public ImageGrid captions(List<String> captions) {
        if (captions.size() != given && captions.size() != shown) {
            throw new IllegalArgumentException("imageGrid: " + Words.count(captions.size(), "caption") + " for "
                    + Words.count(given, "image") + (shown < given ? ", of which " + shown + " are shown" : "")
                    + "; every image needs one");
        }
        return captions(List.copyOf(captions)::get);
    }

    /**
     * Colours for values of both signs, such as weights: vermilion below zero, white at zero, blue above, as dark on one
     * side as on the other.
     *
     * <p>Images with a value below zero are drawn so without asking.
     */
    public ImageGrid signed() {
        return with(this, grid -> grid.signed = true);
    }

    /** Which images to mark with a thick frame and a bold caption, by number: {@code marked(i -> wrong[i])}. */
    public ImageGrid marked(IntPredicate marked) {
        return with(this, grid -> grid.marked = marked);
    }

    /**
     * Begins a group of rows: its name stands above the row, with a gap before it.
     *
     * <pre>{@code
     * imageGrid("Two digits", images, 2, 3).group(0, "zeros").group(1, "ones")
     * }</pre>
     *
     * @param row the first row of the group, from 0
     * @throws IllegalArgumentException when there is no such row, or the name is empty
     */
    public ImageGrid group(int row, String name) {
        if (row < 0 || row >= rows || name.isBlank()) {
            throw new IllegalArgumentException("imageGrid: group \"" + name + "\" begins at row " + row + "; a group has a name, and"
                    + " the rows are 0 to " + (rows - 1));
        }
        return with(this, grid -> {
            grid.groups = new TreeMap<>(groups);
            grid.groups.put(row, name);
        });
    }

    /** The same images under another title. */
    public ImageGrid title(String title) {
        return with(this, grid -> grid.title = given("title", title));
    }

    @Override
    String shows(int room) {
        List<String> captions = new ArrayList<>();
        int marks = 0;
        for (int i = 0; i < shown; i++) {
            if (marked.test(i)) marks++;
            if (!caption.apply(i).isBlank()) captions.add(Words.name(caption.apply(i)) + (marked.test(i) ? " (marked)" : ""));
        }
        double min = Arrays.stream(pixels).filter(Double::isFinite).min().orElse(Double.NaN);
        double max = Arrays.stream(pixels).filter(Double::isFinite).max().orElse(Double.NaN);
        return finding() + Words.count(shown, "image") + " of " + height + " × " + width + " pixels in "
                + Words.count(rows, "row") + ", values from " + Words.text(min) + " to " + Words.text(max)
                + (shown < given ? ", the first " + shown + " of " + given : "") + (marks > 0 ? ", " + marks + " marked" : "") + identical()
                + groups.entrySet().stream().map(group -> "; from row " + group.getKey() + " on " + Words.name(group.getValue()))
                .collect(Collectors.joining())
                + (captions.isEmpty() ? "" : ": " + String.join(", ", captions)) + ".";
    }

    /** Which images are the same, pixel by pixel. */
    private String identical() {
        Map<String, List<Integer>> same = new LinkedHashMap<>();
        for (int i = 0; i < shown; i++) {
            String key = Arrays.toString(Arrays.copyOfRange(pixels, i * height * width, (i + 1) * height * width));
            same.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        if (shown > 1 && same.size() == 1) return ", all identical";
        List<String> words = same.values().stream().filter(numbers -> numbers.size() > 1).map(numbers -> numbers.size() <= 8
                ? "images " + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " identical"
                : numbers.size() + " images identical, the first image " + numbers.get(0)).toList();
        if (words.isEmpty()) return "";
        return words.size() <= 3 ? "; " + String.join("; ", words)
                : "; only " + same.size() + " of the " + shown + " images are different";
    }

    @Override
    Drawing drawing(int room) {
        if (columns * (width + GAP) - GAP > room) return drawing(ROOM).within(room);
        int pitch = Math.min((room + GAP) / columns, LARGEST + GAP + 24);
        int scale = Math.max(1, Math.min(LARGEST, pitch - GAP) / Math.max(width, height));
        int widest = IntStream.range(0, shown).map(i -> Look.width(caption.apply(i), Look.SMALL) + GAP).max().orElse(0);
        int cell = Math.min(pitch, Math.max(width * scale + GAP, widest));
        List<List<String>> captions = new ArrayList<>();
        for (int i = 0; i < shown; i++) captions.add(Look.wrap(caption.apply(i), Look.SMALL, cell - 6));
        boolean any = captions.stream().anyMatch(lines -> !lines.get(0).isEmpty());
        int line = Look.metrics(Look.SMALL).getHeight();
        int most = any ? captions.stream().mapToInt(List::size).max().orElse(0) : 0;
        int row = height * scale + GAP + (any ? most * line + 2 : 0);
        Shades shades = signed ? Shades.signed(pixels) : Shades.of(Color.DARK_GRAY, pixels);
        int[] tops = new int[rows + 1];
        int headLine = Look.metrics(Look.BOLD).getHeight();
        for (int r = 0; r < rows; r++) {
            int head = groups.containsKey(r) ? headLine + 6 + (r == 0 ? 0 : GAP) : 0;
            tops[r] += head;
            tops[r + 1] = tops[r] + row;
        }
        int bottom = tops[rows] - GAP / 2;
        int scaleHeight = shades.low() < 0 ? 16 + Shades.BREADTH + line : 0;
        int names = groups.values().stream().mapToInt(name -> Look.width(name, Look.BOLD) + 4).max().orElse(0);
        int wide = Math.max(Math.max(columns * cell, names), shades.low() < 0 ? SCALE_WIDTH + 4 : 0);
        Chart chart = Chart.blank(wide, bottom + scaleHeight);
        if (scaleHeight > 0) shades.bar(chart, 2, bottom + 12, SCALE_WIDTH, false);
        groups.forEach((r, name) -> chart.left(name, Look.BOLD, Look.INK, 2, tops[r] - 6 - headLine / 2.0 + 4));
        for (int i = 0; i < shown; i++) {
            int x = 2 + i % columns * cell + (cell - GAP - width * scale) / 2;
            int y = 4 + tops[i / columns];
            image(chart, i, x, y, scale, shades);
            Color ink = marked.test(i) ? Look.readable(Look.VERMILION) : Look.INK;
            Font font = marked.test(i) ? Look.SMALL.deriveFont(Font.BOLD) : Look.SMALL;
            for (int k = 0; k < captions.get(i).size() && any; k++) {
                chart.word(captions.get(i).get(k), font, ink, x + width * scale / 2.0, y + height * scale + 5 + (k + 0.5) * line);
            }
        }
        return new Drawing(wide, bottom + scaleHeight, chart::paint);
    }

    private void image(Chart chart, int i, int x, int y, int scale, Shades shades) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) image.setRGB(c, r, shades.of(pixels[(i * height + r) * width + c]).getRGB());
        }
        chart.ground(image, x, y, scale, scale);
        int right = x + width * scale;
        int bottom = y + height * scale;
        if (!marked.test(i)) chart.frame(x - 0.5, y - 0.5, right + 0.5, bottom + 0.5);
        double[][] around = {{x - 1.5, y - 1.5}, {right + 1.5, y - 1.5}, {right + 1.5, bottom + 1.5}, {x - 1.5, bottom + 1.5}, {x - 1.5, y - 1.5}};
        if (marked.test(i)) chart.line(around, Look.VERMILION, new BasicStroke(3, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
    }
}
