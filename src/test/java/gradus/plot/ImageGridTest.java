package gradus.plot;

import static gradus.plot.Figures.imageGrid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageGridTest {

    /** Rings of growing radius, 8 × 8 pixels each. */
    private static Tensor rings(int n) {
        double[] pixels = new double[n * 64];
        for (int i = 0; i < pixels.length; i++) {
            double radius = Math.hypot(i % 64 / 8 - 3.5, i % 8 - 3.5);
            pixels[i] = Math.max(0, 1 - Math.abs(radius - 4.0 * (i / 64 + 1) / n) / 1.5);
        }
        return Tensor.of(pixels, n, 64);
    }

    @Test
    void groupsOfRowsHaveNamesAndIdenticalImagesAreSaidToBe() throws IOException {
        ImageGrid plain = imageGrid("t", rings(8), 4, 2);
        ImageGrid figure = plain.group(0, "small rings").group(2, "large rings");
        Gallery.check("image-grid-groups", figure);
        assertTrue(figure.alt().endsWith("; from row 0 on small rings; from row 2 on large rings."), figure.alt());
        assertFalse(figure.alt().contains("identical"), figure.alt());
        // two names, and a gap before the second
        assertEquals(2 * (Look.metrics(Look.BOLD).getHeight() + 6) + 14,
                figure.drawing(Figure.ROOM).height() - plain.drawing(Figure.ROOM).height());
        double[] pixels = rings(4).toArray();
        System.arraycopy(pixels, 0, pixels, 128, 64);
        assertTrue(imageGrid("t", Tensor.of(pixels, 4, 64), 2, 2).alt().endsWith("; images 0, 2 identical."));
        assertTrue(imageGrid("t", Tensors.ones(16, 64), 2, 8).alt().endsWith(", all identical."));
        assertEquals("imageGrid: group \"a\" begins at row 4; a group has a name, and the rows are 0 to 3",
                assertThrows(IllegalArgumentException.class, () -> plain.group(4, "a")).getMessage());
    }

    @Test
    void imagesStandInRowsWithTheirCaptions() throws IOException {
        ImageGrid figure = imageGrid("Two rings are misjudged", rings(12), 2, 6)
                .captions(i -> i % 5 == 3 ? "read as 7, is " + i : "is " + i).marked(i -> i % 5 == 3);
        Gallery.check("image-grid", figure, Look.VERMILION);
        assertTrue(figure.alt().contains("12 images of 8 × 8 pixels in 2 rows, values from 0 to "), figure.alt());
        assertTrue(figure.alt().contains(", 2 marked: is 0, is 1, is 2, “read as 7, is 3” (marked), is 4"), figure.alt());
    }

    @Test
    void fewerImagesThanPlacesAndMore() throws IOException {
        Gallery.check("image-grid-many", imageGrid("The first forty", rings(100), 4, 10));
        assertTrue(imageGrid("t", rings(100), 4, 10).alt()
                .matches(".* 40 images of 8 × 8 pixels in 4 rows, values from 0 to [0-9.]+, the first 40 of 100\\."));
        assertFalse(imageGrid("t", rings(40), 4, 10).alt().contains("the first"));
        assertTrue(imageGrid("t", rings(3), 4, 10).alt().contains("3 images of 8 × 8 pixels in 1 row,"));
        assertTrue(imageGrid("t", rings(11), 4, 5).alt().contains("11 images of 8 × 8 pixels in 3 rows,"));
        assertTrue(imageGrid("t", rings(11), 4, 5).image().getWidth() <= 900 * Figure.SCALE);
    }

    @Test
    void weightsShowTheirSign() throws IOException {
        Gallery.check("image-grid-weights", imageGrid("What hidden units look for", Tensors.randn(new Rng(1), 12, 64), 2, 6));
        Gallery.check("image-grid-wide", imageGrid("Images need not be square", Tensors.rand(new Rng(1), 6, 12, 28), 1, 6)
                .captions(i -> "a caption that is longer than its image is wide"));
    }

    @Test
    void signedColoursAreWhiteAtZeroWhateverTheSigns() throws IOException {
        Tensor images = rings(4).mul(0.3);
        BufferedImage image = Gallery.check("image-grid-signed", imageGrid("All weights are positive", images, 1, 4)
                .signed().captions(List.of("unit 0", "unit 1", "unit 2", "unit 3")));
        Shades shades = Shades.signed(images.data());
        double largest = Arrays.stream(images.data()).max().orElseThrow();
        assertEquals(-largest, shades.low(), 0);
        assertEquals(largest, shades.high(), 0);
        assertEquals(Color.WHITE, shades.of(0));
        assertTrue(Gallery.count(image, shades.of(largest)) > 20, "the largest is blue");
        assertTrue(shades.of(0.1).getBlue() > shades.of(0.1).getRed() && shades.of(-0.1).getRed() > shades.of(-0.1).getBlue());
        assertEquals(-1, Shades.signed(new double[3]).low(), 0);
    }

    @Test
    void captionsMayBeAList() {
        assertTrue(imageGrid("t", rings(3), 1, 3).captions(List.of("a", "b", "c")).alt().endsWith(": a, b, c."));
        assertTrue(imageGrid("t", rings(3), 1, 2).captions(List.of("a", "b", "c")).alt().endsWith(": a, b."));
        assertTrue(imageGrid("t", rings(3), 1, 2).captions(List.of("a", "b")).alt().endsWith(": a, b."));
        assertEquals("imageGrid: 1 caption for 3 images; every image needs one",
                message(() -> imageGrid("t", rings(3), 1, 3).captions(List.of("a"))));
        assertEquals("imageGrid: 4 captions for 3 images, of which 2 are shown; every image needs one",
                message(() -> imageGrid("t", rings(3), 1, 2).captions(List.of("a", "b", "c", "d"))));
    }

    @Test
    void errorsNameTheShape() {
        assertEquals("imageGrid: images are (5, 60); they should be (n, height, width), or (n, side · side) for square"
                + " ones such as (n, 64)", message(() -> imageGrid("t", Tensors.zeros(5, 60), 1, 5)));
        assertEquals("imageGrid: 1 rows of 90 images; for images of 8 × 8 pixels there can be 1 to 40 in a row",
                message(() -> imageGrid("t", rings(100), 1, 90)));
        assertEquals("imageGrid: images are (0, 64), there is nothing to show",
                message(() -> imageGrid("t", Tensors.zeros(0, 64), 1, 1)));
        assertEquals("imageGrid: no pixel of images (1, 4) is finite",
                message(() -> imageGrid("t", Tensors.full(Double.NaN, 1, 4), 1, 1)));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    /** XChart paints nothing where there are few pixels. */
    @Test
    void smallGridsHaveTheirFramesToo() {
        for (Tensor images : List.of(Tensors.zeros(2, 1, 2), Tensors.zeros(1, 6, 1), Tensors.zeros(1, 1, 12))) {
            var image = imageGrid("", images, 1, 2).image();
            boolean framed = java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                    .anyMatch(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == Look.FRAME.getRGB());
            assertTrue(framed, images.shapeText());
        }
    }
}
