package gradus.data;

import gradus.tensor.Tensor;

/**
 * 70,000 pictures of clothes in ten classes, in the form of MNIST but harder to tell apart: 60,000 to train on, 10,000 to
 * test with.
 *
 * <p>Inputs: (n, 784), grey images of 28 × 28 pixels row by row, 0 for the ground to 1. Targets: labels (n), 7,000 of each
 * class. The first call downloads 30 MB into the folder fashion-mnist of the cache; for cache, checks and memory see
 * {@link Mnist}.
 *
 * <p>Source: H. Xiao, K. Rasul, R. Vollgraf (2017), Fashion-MNIST: a novel image dataset for benchmarking machine learning
 * algorithms, MIT licence.
 *
 * <pre>{@code
 * FashionMnist.load().test()      // Fashion-MNIST: 10000 rows, 784 features, 10 classes
 * }</pre>
 */
public final class FashionMnist {

    private FashionMnist() {
    }

    /**
     * The pictures, downloaded in silence if they are not in the cache yet.
     *
     * @throws java.io.UncheckedIOException if no mirror gave a file, with what each said and what to do
     */
    public static Split load() {
        return KnownData.FASHION_MNIST.load(DownloadProgress.SILENT);
    }

    /** The pictures, with somebody who is told how a download goes on. */
    public static Split load(DownloadProgress progress) {
        return KnownData.FASHION_MNIST.load(progress);
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
