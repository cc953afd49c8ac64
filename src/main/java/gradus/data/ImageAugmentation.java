package gradus.data;

import gradus.tensor.Rng;
import gradus.tensor.Tensor;

/**
 * Changes every image of a batch by itself; made by {@link Augmentations}.
 *
 * <p>Shapes: images (n, height, width), or (n, side · side) for square ones such as the (n, 64) of digits; the result has
 * the shape given. It is no part of the record for gradients.
 */
public final class ImageAugmentation implements Augmentation {

    /** A pixel of the new image, from row and column. */
    interface Pixels {
        double at(int row, int column);
    }

    /** Draws a change, once for each image. */
    interface Change {
        Pixels of(Rng rng, Image image);
    }

    private final String name;
    private final Change change;

    ImageAugmentation(String name, Change change) {
        this.name = name;
        this.change = change;
    }

    /** One of the images; beyond its border all is 0. */
    record Image(double[] data, int start, int height, int width) {

        double at(int row, int column) {
            return row < 0 || row >= height || column < 0 || column >= width ? 0 : data[start + row * width + column];
        }

        /** Between four pixels, bilinear: each counts by how near it is, (1 − distance in rows)(1 − distance in columns). */
        double between(double row, double column) {
            int r = (int) Math.floor(row);
            int c = (int) Math.floor(column);
            double down = row - r;
            double right = column - c;
            return (1 - down) * ((1 - right) * at(r, c) + right * at(r, c + 1))
                    + down * ((1 - right) * at(r + 1, c) + right * at(r + 1, c + 1));
        }

        double mean() {
            double sum = 0;
            for (int i = 0; i < height * width; i++) {
                sum += data[start + i];
            }
            return sum / (height * width);
        }

        /** The row of the middle, which lies between two rows where their number is even. */
        double middleRow() {
            return (height - 1) / 2.0;
        }

        double middleColumn() {
            return (width - 1) / 2.0;
        }
    }

    @Override
    public Batch of(Rng rng, Batch batch) {
        return new Batch(of(rng, batch.x()), batch.y());
    }

    /**
     * Changed images, of the shape given.
     *
     * @param rng    draws a change for each image
     * @param images (n, height, width), or (n, side · side)
     * @throws IllegalArgumentException if they have another shape
     */
    public Tensor of(Rng rng, Tensor images) {
        int[] shape = images.shape();
        int side = images.rank() == 2 ? (int) Math.round(Math.sqrt(shape[1])) : 0;
        if (images.rank() != 3 && (images.rank() != 2 || side * side != shape[1])) {
            throw new IllegalArgumentException(name + ": images are " + images.shapeText() + "; they should be"
                    + " (n, height, width), or (n, side · side) for square ones such as (n, 64)");
        }
        int height = images.rank() == 3 ? shape[1] : side;
        int width = images.rank() == 3 ? shape[2] : side;
        double[] changed = new double[images.size()];
        for (int start = 0; start < changed.length; start += height * width) {
            Pixels pixels = change.of(rng, new Image(images.data(), start, height, width));
            for (int i = 0; i < height * width; i++) {
                changed[start + i] = pixels.at(i / width, i % width);
            }
        }
        return Tensor.of(changed, shape);
    }

    /** The call that makes it. */
    @Override
    public String toString() {
        return name;
    }
}
