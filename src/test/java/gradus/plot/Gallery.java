package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What every figure must be, whatever it shows; each one checked is written to target/gallery to be looked at. */
final class Gallery {

    private static final Path FOLDER = Path.of("target", "gallery");

    private Gallery() {}

    /** Checks size, ground, colours, title and text alternative, and writes the picture. */
    static BufferedImage check(String name, Figure figure, Color... colors) throws IOException {
        Files.createDirectories(FOLDER);
        byte[] png = figure.png();
        Files.write(FOLDER.resolve(name + ".png"), png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertTrue(image.getWidth() <= 900 * Figure.SCALE, name + " is " + image.getWidth() + " pixels wide");
        assertTrue(image.getHeight() >= 100, name + " is " + image.getHeight() + " pixels high");
        assertTrue(png.length < 150_000, name + " takes " + png.length + " bytes");
        for (int x : new int[] {0, image.getWidth() - 1}) {
            for (int y = 0; y < image.getHeight(); y++) {
                assertEquals(Color.WHITE.getRGB(), image.getRGB(x, y), name + " touches its edge at " + x + ", " + y);
            }
        }
        assertTrue(count(image, Look.INK) > 50, name + " has no title in ink");
        for (Color color : colors) assertTrue(count(image, color) > 20, name + " lacks " + color);
        assertFalse(figure.title().isBlank());
        assertTrue(figure.alt().startsWith(figure.title()), figure.alt());
        assertTrue(figure.alt().length() > figure.title().length() + 10, figure.alt());
        assertEquals(figure.alt(), figure.toString());
        return image;
    }

    static int count(BufferedImage image, Color color) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) if (image.getRGB(x, y) == color.getRGB()) n++;
        }
        return n;
    }
}
