package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws every figure of docs/gallery.md and checks it: size, colours, contrast, text alternative.
 *
 * <p>Page and pictures are written under target/docs. The page of docs must say the same, up to the last digits, and its
 * pictures must be of the same size and colours, as far as the fonts of this machine allow to tell.
 */
class GalleryTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path DRAWN = Path.of("target", "docs");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e-?\\d+)?");
    private static final String INTRODUCTION = """
            # Gallery

            Every figure of `gradus.plot`, with the call that draws it and the text alternative that its `alt()` computes from the data;
            at the end the figures to explore of `gradus.play`.
            The test that checks them draws them anew: `mvn test -Dtest=GalleryTest`, then `cp -r target/docs/. docs`.
            """;

    private static final List<GalleryEntry> ENTRIES =
            Stream.of(GalleryFigures.entries(), GalleryFields.entries(), GalleryExplorables.entries()).flatMap(List::stream).toList();

    static List<GalleryEntry> entries() {
        return ENTRIES;
    }

    private static String page() {
        return INTRODUCTION + entries().stream().map(entry -> "\n## " + entry.heading() + "\n\n`" + entry.code() + "`\n\n!["
                + entry.figure().title() + "](gallery/" + entry.file() + ".png)\n\n" + entry.figure().alt() + "\n")
                .collect(Collectors.joining());
    }

    @BeforeAll
    static void draw() throws IOException {
        Files.createDirectories(DRAWN.resolve("gallery"));
        Files.writeString(DRAWN.resolve("gallery.md"), page());
        for (GalleryEntry entry : entries()) entry.figure().save(DRAWN.resolve("gallery").resolve(entry.file() + ".png"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theFigureIsOfItsSizeAndItsTextIsTrue(GalleryEntry entry) throws IOException {
        Gallery.check("page-" + entry.file(), entry.figure());
        assertTrue(NUMBER.matcher(entry.truth()).find(), entry.truth() + " has no number");
        assertTrue(entry.figure().alt().contains(entry.truth()), entry.truth() + " is not in: " + entry.figure().alt());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyTextCanBeRead(GalleryEntry entry) {
        List<TextContrast.Text> texts = TextContrast.of(entry.figure().drawing(Figure.ROOM));
        assertTrue(!texts.isEmpty(), entry.file());
        for (TextContrast.Text text : texts) assertTrue(text.contrast() >= 4.5, entry.file() + ": " + text.contrast() + " for " + text);
    }

    /** Every colour of some area is grey, one of the palette, or one of the palette made paler or darker. */
    @ParameterizedTest
    @MethodSource("entries")
    void everyColourIsOneOfThePalette(GalleryEntry entry) throws IOException {
        BufferedImage image = ImageIO.read(DRAWN.resolve("gallery").resolve(entry.file() + ".png").toFile());
        List<Float> hues = Look.PALETTE.stream().filter(color -> color != Color.BLACK).map(GalleryTest::hsb).map(hsb -> hsb[0]).toList();
        colors(image).forEach((rgb, pixels) -> {
            float[] hsb = hsb(new Color(rgb));
            if (hsb[1] < 0.12 || pixels < image.getWidth() * image.getHeight() / 500) return;
            assertTrue(hues.stream().anyMatch(hue -> Math.abs(hue - hsb[0]) < 0.03), entry.file() + " has " + new Color(rgb));
        });
    }

    private static float[] hsb(Color color) {
        return Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theCommittedPictureIsOfTheSameFigure(GalleryEntry entry) throws IOException {
        BufferedImage drawn = ImageIO.read(DRAWN.resolve("gallery").resolve(entry.file() + ".png").toFile());
        BufferedImage committed = ImageIO.read(DOCS.resolve("gallery").resolve(entry.file() + ".png").toFile());
        for (BufferedImage image : List.of(drawn, committed)) {
            assertTrue(image.getColorModel() instanceof IndexColorModel, entry.file() + " has no palette");
            assertTrue(colors(image).size() <= 256);
            assertTrue(image.getWidth() <= 900 * Figure.SCALE);
        }
        assertEquals(drawn.getWidth(), committed.getWidth(), 0.12 * drawn.getWidth(), entry.file());
        assertEquals(drawn.getHeight(), committed.getHeight(), 0.12 * drawn.getHeight(), entry.file());
        Map<Integer, Integer> then = colors(committed);
        Map<Integer, Integer> today = colors(drawn);
        for (Color color : Look.PALETTE) {
            int before = then.getOrDefault(color.getRGB(), 0);
            int now = today.getOrDefault(color.getRGB(), 0);
            assertTrue(Math.abs(now - before) <= 0.4 * Math.max(now, before) + 300, entry.file() + ": " + now + " pixels of "
                    + color + " are drawn, the committed picture has " + before);
        }
    }

    @Test
    void thePageSaysWhatTheFiguresSay() throws IOException {
        List<String> drawn = page().lines().toList();
        List<String> committed = Files.readString(DOCS.resolve("gallery.md")).lines().toList();
        for (int i = 0; i < Math.min(drawn.size(), committed.size()); i++) {
            assertTrue(agree(drawn.get(i), committed.get(i)), "docs/gallery.md, line " + (i + 1) + "\nsays  "
                    + committed.get(i) + "\ndrawn " + drawn.get(i));
        }
        assertEquals(drawn.size(), committed.size(), "lines of docs/gallery.md");
    }

    @Test
    void everyFigureIsShownAndNoPictureIsLeftOver() throws IOException {
        String calls = entries().stream().map(GalleryEntry::code).collect(Collectors.joining("\n"));
        Set<String> missing = new TreeSet<>();
        for (Method method : Figures.class.getDeclaredMethods()) {
            boolean offered = Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers());
            if (offered && !calls.contains(method.getName() + "(")) missing.add(method.getName());
        }
        assertEquals(Set.of(), missing, "add an entry to GalleryFigures or GalleryFields");
        Set<String> expected = entries().stream().map(entry -> entry.file() + ".png").collect(Collectors.toCollection(TreeSet::new));
        assertEquals(entries().size(), expected.size(), "two entries have the same file");
        try (Stream<Path> files = Files.list(DOCS.resolve("gallery"))) {
            assertEquals(expected, files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** The same words, and numbers that agree to two percent: another kernel may round another way. */
    private static boolean agree(String a, String b) {
        if (!NUMBER.matcher(a).replaceAll("#").equals(NUMBER.matcher(b).replaceAll("#"))) return false;
        List<Double> left = numbers(a);
        List<Double> right = numbers(b);
        for (int i = 0; i < left.size(); i++) {
            if (Math.abs(left.get(i) - right.get(i)) > 0.02 * Math.abs(left.get(i)) + 1e-9) return false;
        }
        return true;
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        NUMBER.matcher(text).results().forEach(match -> numbers.add(Double.valueOf(match.group())));
        return numbers;
    }

    /** How many pixels each colour has. */
    private static Map<Integer, Integer> colors(BufferedImage image) {
        Map<Integer, Integer> colors = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) colors.merge(image.getRGB(x, y), 1, Integer::sum);
        }
        return colors;
    }
}
