package gradus.data;

import gradus.tensor.Tensor;

/**
 * 70,000 handwritten digits as grey images of 28 × 28 pixels: 60,000 to train on, 10,000 to test with.
 *
 * <p>Inputs: (n, 784), each image row by row from the top left, 0 for paper to 1 for ink. Targets: labels (n), the digits
 * 0 to 9. They are not part of Gradus: the first call downloads 11 MB into the folder .cache/gradus/mnist of the user's
 * home, or of the folder named by {@code -Dgradus.cache=…} or the environment variable GRADUS_CACHE; later calls need no
 * network. Every file is checked by its md5 sum.
 *
 * <p>In memory they stay bytes, 55 MB in all; batches are numbers. What takes all inputs at once makes 376 MB of numbers
 * of the training part.
 *
 * <p>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998), Gradient-based learning applied to document recognition,
 * Proceedings of the IEEE 86(11).
 *
 * <pre>{@code
 * var mnist = Mnist.load();
 * mnist                                           // Split of MNIST: train 60000, test 10000 rows
 * Mnist.images(mnist.test().take(12).x())         // (12, 28, 28)
 * }</pre>
 */
public final class Mnist {

    private Mnist() {
    }

    /**
     * The digits, downloaded in silence if they are not in the cache yet.
     *
     * @throws java.io.UncheckedIOException if no mirror gave a file, with what each said and what to do
     */
    public static Split load() {
        return KnownData.MNIST.load(DownloadProgress.SILENT);
    }

    /** The digits, with somebody who is told how a download goes on. */
    public static Split load(DownloadProgress progress) {
        return KnownData.MNIST.load(progress);
    }

    /**
     * Inputs as images: (n, 784) → (n, 28, 28).
     *
     * @throws IllegalArgumentException if the inputs do not have 784 columns
     */
    public static Tensor images(Tensor x) {
        return ImageArchive.images(x);
    }
}
