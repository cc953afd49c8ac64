package gradus.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture with its title and its text alternative.
 *
 * <p>Figures come from the factories in {@link Figures}. They are values: an option such as {@code logY()} returns a
 * changed copy and leaves the figure as it was, so a cell can be run twice. Nothing is drawn before
 * {@link #image()} or {@link #png()} is called.
 *
 * <p>The text alternative says in words what the picture shows, with numbers computed from its data. It is what
 * prints where no picture can be shown, and what a screen reader reads.
 */
public abstract class Figure implements Cloneable {

    /** Pixels of the picture for each pixel of the page: screens show twice as many, and prints more. */
    public static final int SCALE = 2;
    /** What is left of the width beside the margins. */
    static final int ROOM = Look.MAX_WIDTH - 2 * Look.MARGIN;
    private static final int NARROWEST = 560;

    /** What stands under a title: its size in pixels of the page, and how to paint it with its top left corner at (0, 0). */
    record Drawing(int width, int height, Consumer<Graphics2D> paint) {

        /** Paints it with its top left corner at (x, y). */
        void at(Graphics2D g, int x, int y) {
            Graphics2D moved = (Graphics2D) g.create();
            moved.translate(x, y);
            paint.accept(moved);
            moved.dispose();
        }

        /** The same, scaled down where it is wider than this. */
        Drawing within(int room) {
            double scale = Math.min(1, (double) room / width);
            return new Drawing((int) Math.round(scale * width), (int) Math.ceil(scale * height), g -> {
                g.scale(scale, scale);
                paint.accept(g);
            });
        }
    }

    /** Replaced through {@link #with}; null where the figure computes its title. */
    String title;
    /** Those fixed when the figure was made. */
    final NameLooks looks = NameLooks.current();

    Figure(String title) {
        this.title = given("title", title);
    }

    /** For a figure that computes its title. */
    Figure() {}

    /** A title or label, which would otherwise fail where it is drawn. */
    final String given(String what, String text) {
        if (text != null) return text;
        throw new IllegalArgumentException(getClass().getSimpleName() + ": " + what + " is null, give a text, or \"\" for none");
    }

    /** What is seen, in one sentence; it stands above the picture. */
    public String title() {
        return title;
    }

    /** What the picture shows, in words, with numbers computed from its data, in less than 600 characters. */
    public final String alt() {
        return alt(Clauses.MOST);
    }

    /** The same in at most so many characters. */
    final String alt(int room) {
        String shows = shows(room);
        String title = title();
        // a question ends with its own mark
        boolean ended = title.endsWith("?") || title.endsWith("!");
        return Clauses.within(room, title, ended && shows.startsWith(title + ".") ? title + shows.substring(title.length() + 1) : shows);
    }

    /** The title as the sentence with which a text alternative begins: what a reader is meant to see comes before any number. */
    final String finding() {
        return sentence(title());
    }

    /** The text with a full stop, where it has no sign of its own, and a space; nothing for none. */
    static String sentence(String text) {
        if (text.isBlank()) return "";
        return text + (".?!…".indexOf(text.charAt(text.length() - 1)) < 0 ? ". " : " ");
    }

    /**
     * What is seen, in clauses after semicolons; it begins with {@link #finding()} and ends with a full stop.
     *
     * @param room how many characters there are; what is longer is cut off after a clause
     */
    abstract String shows(int room);

    /** The part under the title, in at most so much width. */
    abstract Drawing drawing(int room);

    /** The picture, on white, with {@link #SCALE} times the pixels at which it is shown: those are at most 900 wide. */
    public BufferedImage image() {
        Drawing drawing = drawing(ROOM);
        List<String> lines = Look.wrap(title(), Look.TITLE, Math.max(drawing.width(), NARROWEST));
        int lineHeight = Look.metrics(Look.TITLE).getHeight();
        int titleWidth = lines.stream().mapToInt(line -> Look.width(line, Look.TITLE)).max().orElse(0);
        int top = Look.MARGIN + lines.size() * lineHeight + 10;
        BufferedImage image = new BufferedImage(
                SCALE * Math.min(Look.MAX_WIDTH, Math.max(titleWidth, drawing.width()) + 2 * Look.MARGIN),
                SCALE * (top + drawing.height() + Look.MARGIN), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Look.prepared(image);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(SCALE, SCALE);
        g.setColor(Look.INK);
        g.setFont(Look.TITLE);
        int baseline = Look.MARGIN + Look.metrics(Look.TITLE).getAscent();
        for (int i = 0; i < lines.size(); i++) g.drawString(lines.get(i), Look.MARGIN, baseline + i * lineHeight);
        drawing.at(g, Look.MARGIN, top);
        g.dispose();
        return image;
    }

    /** The picture as a PNG file's bytes; it has at most 256 colours, which keeps it small. */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(Palette.reduce(image()), null, null), smallest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the picture as a PNG file.
     *
     * @throws UncheckedIOException when the file cannot be written; the message names it
     */
    public void save(Path file) {
        try {
            Files.write(file, png());
        } catch (IOException e) {
            throw new UncheckedIOException("save: cannot write " + file.toAbsolutePath() + " (" + e + ")", e);
        }
    }

    /** The text alternative. */
    @Override
    public String toString() {
        return alt();
    }

    /** A copy of the figure with one thing changed. */
    static <F extends Figure> F with(F figure, Consumer<F> change) {
        try {
            @SuppressWarnings("unchecked")
            F copy = (F) ((Figure) figure).clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
