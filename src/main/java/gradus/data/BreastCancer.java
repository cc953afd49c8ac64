package gradus.data;

/**
 * Cell nuclei in images of 569 fine needle aspirates of breast masses, benign or malignant.
 *
 * <p>Inputs: (569, 30), ten features of the nuclei, each as mean, as standard error and as mean of the three largest
 * ("worst"); the source states no units. Targets: labels (569), benign 0, malignant 1: the class that a test looks for
 * is 1, as precision and recall want it. scikit-learn numbers them the other way round.
 *
 * <p>Source: W. Wolberg, O. Mangasarian, N. Street, W. Street (1993), Breast Cancer Wisconsin (Diagnostic), UCI Machine
 * Learning Repository, doi 10.24432/C5DW2B, CC BY 4.0.
 *
 * <pre>{@code
 * BreastCancer.load()
 * // → Breast cancer: 569 rows, 30 features, 2 classes
 * //   rows per class: benign: 357, malignant: 212
 * }</pre>
 */
public final class BreastCancer {

    private BreastCancer() {
    }

    /**
     * The aspirates from data/breast-cancer.csv, of the working directory or a folder above it.
     *
     * @throws IllegalArgumentException if the file is not there or damaged, with line and column
     */
    public static Dataset load() {
        return KnownData.BREAST_CANCER.load();
    }

    /** The aspirates from a copy of the file elsewhere. */
    public static Dataset load(String path) {
        return KnownData.BREAST_CANCER.load(path);
    }
}
