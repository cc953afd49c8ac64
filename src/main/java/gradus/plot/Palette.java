package gradus.plot;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reduces a picture to 256 colours: a third of the bytes, and the eye sees no difference in a chart. */
final class Palette {

    private static final int SIZE = 256;

    private Palette() {}

    /** The picture in its 256 most frequent colours; a rarer one, such as the edge of a letter, takes the nearest. */
    static BufferedImage reduce(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, int[]> counts = new HashMap<>();
        int[] run = counts.computeIfAbsent(pixels[0], c -> new int[1]);
        for (int i = 0; i < pixels.length; i++) {
            // most pixels equal the one before: no look-up for them
            if (i > 0 && pixels[i] != pixels[i - 1]) run = counts.computeIfAbsent(pixels[i], c -> new int[1]);
            run[0]++;
        }

        // ties are broken by the colour itself, so that the same figure gives the same bytes
        List<Integer> colors = counts.keySet().stream().sorted((a, b) -> {
            int byCount = Integer.compare(counts.get(b)[0], counts.get(a)[0]);
            return byCount != 0 ? byCount : Integer.compare(a, b);
        }).toList();
        int[] palette = colors.stream().limit(SIZE).mapToInt(c -> c).toArray();
        Map<Integer, Integer> indices = new HashMap<>();
        for (int color : colors) indices.put(color, nearest(palette, color));

        IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        BufferedImage reduced = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] reducedPixels = ((DataBufferByte) reduced.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            boolean same = i > 0 && pixels[i] == pixels[i - 1];
            reducedPixels[i] = same ? reducedPixels[i - 1] : (byte) (int) indices.get(pixels[i]);
        }
        return reduced;
    }

    private static int nearest(int[] palette, int color) {
        int best = 0;
        int bestDistance = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int red = (palette[i] >> 16 & 255) - (color >> 16 & 255);
            int green = (palette[i] >> 8 & 255) - (color >> 8 & 255);
            int blue = (palette[i] & 255) - (color & 255);
            int distance = 3 * red * red + 6 * green * green + blue * blue;
            if (distance < bestDistance) {
                best = i;
                bestDistance = distance;
            }
        }
        return best;
    }
}
