package gradus.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a picture as a reader does: finds the grid, reads the numbers at its ticks, and tells from them where a value
 * lies. It knows nothing of how figures are drawn but the font of the numbers.
 */
final class ReadAxes {

    /** Letters are compared at this size. */
    private static final int HEIGHT = 22;
    private static final int WIDTH = 14;
    /** No letter is as high as this. */
    private static final int LONG = 50;
    /** Mean difference of two pictures of a letter, 0 to 1; of two letters it is larger. */
    private static final double SAME = 0.2;
    private static final Map<String, List<Template>> TEMPLATES = new HashMap<>();

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, false);

    /** A number beside an axis, and where its middle lies. */
    private record Label(double value, double at) {}

    private final BufferedImage image;
    private final boolean[] ink;
    private final Rectangle box;
    private final double letter;
    private final List<Rectangle> words;

    /** Reads the part of a picture between two columns. */
    private ReadAxes(BufferedImage image) {
        this.image = image;
        box = box();
        ink = new boolean[image.getWidth() * image.getHeight()];
        for (int x = 0; x < image.getWidth(); x++) {
            int run = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                run = isDark(image, x, y) ? run + 1 : 0;
                ink[y * image.getWidth() + x] = run > 0;
                // no letter is so high
                if (run >= LONG) for (int k = y - run + 1; k <= y; k++) ink[k * image.getWidth() + x] = false;
            }
        }
        List<Rectangle> first = words(6).stream().filter(word -> word.height > 8 && word.width < 4 * LONG).toList();
        letter = first.stream().mapToInt(word -> word.height).sorted().skip(first.size() / 2).findFirst().orElse(11);
        words = letter > 16 ? words((int) (0.62 * letter)) : first;
    }

    static ReadAxes of(Figure figure) {
        return new ReadAxes(figure.image());
    }

    /** The left share of a picture, where several axes stand side by side. */
    static ReadAxes ofLeft(Figure figure, double share) {
        BufferedImage image = figure.image();
        return new ReadAxes(image.getSubimage(0, 0, (int) (share * image.getWidth()), image.getHeight()));
    }

    static ReadAxes ofRight(Figure figure, double share) {
        BufferedImage image = figure.image();
        int from = (int) ((1 - share) * image.getWidth());
        return new ReadAxes(image.getSubimage(from, 0, image.getWidth() - from, image.getHeight()));
    }

    /** How far a mark may lie from where the labels say: less than half of a letter. */
    double tolerance() {
        return 0.35 * letter;
    }

    Rectangle plot() {
        return box;
    }

    BufferedImage picture() {
        return image;
    }

    /** The column of a value, told from the labels of the horizontal axis. */
    double x(double value, boolean log) {
        List<Label> labels = new ArrayList<>();
        for (Rectangle word : words) {
            if (word.y < box.y + box.height || word.y > box.y + box.height + 3 * letter) continue;
            read(word, labels, word.getCenterX());
        }
        return place(labels, value, log, "x");
    }

    /** The row of a value, told from the labels of the vertical axis. */
    double y(double value, boolean log) {
        List<Label> labels = new ArrayList<>();
        for (Rectangle word : words) {
            if (word.x + word.width > box.x + 0.5 * letter || word.getCenterY() < box.y - letter) continue;
            if (word.getCenterY() > box.y + box.height + 0.7 * letter) continue;
            read(word, labels, word.getCenterY());
        }
        return place(labels, value, log, "y");
    }

    /** The row of a value on an axis that stands in this column, with its labels to the left. */
    double ofAxis(double value, boolean log, int column) {
        List<Label> labels = new ArrayList<>();
        for (Rectangle word : words) {
            if (word.x + word.width < column + letter) read(word, labels, word.getCenterY());
        }
        return place(labels, value, log, "vertical");
    }

    private double place(List<Label> labels, double value, boolean log, String axis) {
        List<Label> different = labels.stream().filter(label -> label.value != labels.get(0).value).toList();
        if (different.isEmpty()) throw new AssertionError("the " + axis + " axis has no two labels: " + labels + " in " + box);
        Label a = labels.get(0);
        Label b = different.get(different.size() - 1);
        double slope = (b.at - a.at) / (scaled(b.value, log) - scaled(a.value, log));
        for (Label label : labels) {
            double off = label.at - a.at - slope * (scaled(label.value, log) - scaled(a.value, log));
            if (Math.abs(off) > 0.3 * letter) throw new AssertionError("labels of the " + axis + " axis are not in line: " + labels);
        }
        return a.at + slope * (scaled(value, log) - scaled(a.value, log));
    }

    private static double scaled(double value, boolean log) {
        return log ? Math.log10(value) : value;
    }

    private void read(Rectangle word, List<Label> labels, double at) {
        StringBuilder text = new StringBuilder();
        for (Rectangle sign : signs(word)) text.append(read(sign, word));
        // the mark of a tick
        while (text.length() > 0 && text.charAt(text.length() - 1) == '-') text.setLength(text.length() - 1);
        int raised = 0;
        while (raised < text.length() && "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(text.charAt(raised)) < 0) raised++;
        try {
            double value = Double.parseDouble(text.substring(0, raised));
            if (raised == text.length()) labels.add(new Label(value, at));
            StringBuilder power = new StringBuilder();
            for (char c : text.substring(raised).toCharArray()) power.append(c == '⁻' ? "-" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)));
            if (raised < text.length()) labels.add(new Label(Math.pow(value, Integer.parseInt(power.toString())), at));
        } catch (NumberFormatException e) {
            // a word that is no number
        }
    }

    /** The letters of a word, from left to right. */
    private List<Rectangle> signs(Rectangle word) {
        List<Rectangle> signs = new ArrayList<>();
        Rectangle sign = null;
        for (int x = word.x; x <= word.x + word.width; x++) {
            Rectangle column = new Rectangle(-1, -1);
            for (int y = word.y; y < word.y + word.height; y++) if (isDark(image, x, y)) column.add(new Rectangle(x, y, 1, 1));
            if (column.isEmpty()) {
                if (sign != null) signs.add(sign);
                sign = null;
            } else if (sign == null) {
                sign = column;
            } else {
                sign.add(column);
            }
        }
        return signs;
    }

    private char read(Rectangle sign, Rectangle word) {
        boolean high = sign.getMaxY() < word.getMaxY() - 0.3 * letter;
        if (sign.height < 0.35 * letter) {
            boolean onLine = sign.getMaxY() > word.getMaxY() - 0.15 * letter;
            return onLine ? '.' : sign.getCenterY() < word.y + 0.35 * letter ? '⁻' : '-';
        }
        String signs = sign.height > 0.82 * letter ? "0123456789" : high ? "⁰¹²³⁴⁵⁶⁷⁸⁹" : "e";
        double[][] seen = grey(image, sign);
        double best = SAME;
        char read = '?';
        for (char c : signs.toCharArray()) {
            for (Template template : TEMPLATES.computeIfAbsent(c + (letter > 16 ? " twice" : ""), k -> templates(c))) {
                if (Math.abs(template.width - sign.width) > 1.5 || Math.abs(template.height - sign.height) > 1.5) continue;
                double difference = difference(seen, template.grey);
                if (difference >= best) continue;
                best = difference;
                read = c;
            }
        }
        return read;
    }

    private record Template(int width, int height, double[][] grey) {}

    /** A letter as it would be drawn at some places between pixels. */
    private List<Template> templates(char c) {
        List<Template> all = new ArrayList<>();
        Shape shape = new TextLayout(String.valueOf(c), FONT.deriveFont(letter > 16 ? 30f : 15f), CONTEXT).getOutline(null);
        Rectangle bounds = shape.getBounds();
        for (int k = 0; k < 16; k++) {
            BufferedImage image = new BufferedImage(bounds.width + 4, bounds.height + 4, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = Look.prepared(image);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.setColor(Look.QUIET_INK);
            g.translate(2 - bounds.x + k % 4 / 4.0, 2 - bounds.y + k / 4 / 4.0);
            g.fill(shape);
            g.dispose();
            Rectangle box = new Rectangle(-1, -1);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) if (isDark(image, x, y)) box.add(new Rectangle(x, y, 1, 1));
            }
            all.add(new Template(box.width, box.height, grey(image, box)));
        }
        return all;
    }

    /** How dark a letter is, in a picture of a size common to all. */
    private static double[][] grey(BufferedImage image, Rectangle sign) {
        double[][] grey = new double[HEIGHT][WIDTH];
        for (int i = 0; i < HEIGHT; i++) {
            for (int j = 0; j < WIDTH; j++) {
                int x = sign.x + (int) ((j + 0.5) * sign.width / WIDTH);
                int y = sign.y + (int) ((i + 0.5) * sign.height / HEIGHT);
                grey[i][j] = Math.min(1, (255 - (image.getRGB(x, y) >> 8 & 255)) / 166.0);
            }
        }
        return grey;
    }

    private static double difference(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < HEIGHT; i++) for (int j = 0; j < WIDTH; j++) sum += Math.abs(a[i][j] - b[i][j]);
        return sum / HEIGHT / WIDTH;
    }

    /** Where the grid is: between the first and the last long grey line across. */
    private Rectangle box() {
        int left = Integer.MAX_VALUE;
        int right = 0;
        int top = Integer.MAX_VALUE;
        int bottom = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            int first = -1;
            int last = -1;
            int n = 0;
            int run = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                run = isLine(x, y) ? run + 1 : 0;
                // a shorter one is part of a letter
                if (run < 16) continue;
                if (first < 0) first = x - run + 1;
                n += run == 16 ? 16 : 1;
                last = x;
            }
            if (n < 16) continue;
            left = Math.min(left, first);
            right = Math.max(right, last);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        return new Rectangle(left, top, right - left, bottom - top);
    }

    private boolean isLine(int x, int y) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 255;
        return red >= 0xA8 && red <= 0xF8 && Math.abs(red - (rgb >> 8 & 255)) < 4 && Math.abs(red - (rgb & 255)) < 4;
    }

    /** The boxes around words written in grey: letters nearer to each other than the width of one. */
    private List<Rectangle> words(int gap) {
        int width = image.getWidth();
        boolean[] seen = new boolean[ink.length];
        List<Rectangle> words = new ArrayList<>();
        for (int start = 0; start < seen.length; start++) {
            if (seen[start] || !ink[start]) continue;
            Rectangle word = new Rectangle(start % width, start / width, 1, 1);
            Deque<Integer> open = new ArrayDeque<>(List.of(start));
            seen[start] = true;
            while (!open.isEmpty()) {
                int at = open.pop();
                word.add(new Rectangle(at % width, at / width, 1, 1));
                for (int dy = -gap / 3; dy <= gap / 3; dy++) {
                    for (int dx = -gap; dx <= gap; dx++) {
                        int x = at % width + dx;
                        int y = at / width + dy;
                        if (x < 0 || y < 0 || x >= width || y >= image.getHeight() || seen[y * width + x] || !ink[y * width + x]) continue;
                        seen[y * width + x] = true;
                        open.push(y * width + x);
                    }
                }
            }
            if (word.height > 5 && word.width > 1) words.add(word);
        }
        return words;
    }

    private static boolean isDark(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 255;
        return red < 0xB4 && Math.abs(red - (rgb >> 8 & 255)) < 12 && Math.abs(red - (rgb & 255)) < 12;
    }

    // ---- what is drawn in a colour

    /** The middle of what has this colour in a column, or in one beside it where a dash ends; NaN where there is nothing. */
    double middle(Color color, double column) {
        for (int off = 0; off < letter; off++) {
            Rectangle found = bounds(color, Math.round(column) + off, Math.round(column) + off + 1);
            if (found.height > 0) return found.getCenterY() - 0.5;
        }
        return Double.NaN;
    }

    /** The box around all that has this colour between two columns. */
    Rectangle bounds(Color color, double from, double to) {
        Rectangle bounds = new Rectangle(-1, -1);
        for (int x = Math.max(0, (int) from); x < Math.min(image.getWidth(), to); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if (isNear(color, x, y)) bounds.add(new Rectangle(x, y, 1, 1));
            }
        }
        return bounds;
    }

    private boolean isNear(Color color, int x, int y) {
        int rgb = image.getRGB(x, y);
        return Math.abs((rgb >> 16 & 255) - color.getRed()) < 70 && Math.abs((rgb >> 8 & 255) - color.getGreen()) < 70
                && Math.abs((rgb & 255) - color.getBlue()) < 70;
    }
}
