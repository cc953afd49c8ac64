package gradus.data;

/**
 * Ten measurements of 442 diabetes patients, and how far the disease had progressed a year later.
 *
 * <p>Inputs: (442, 10), age in years, sex (1 or 2), body mass index, blood pressure and six of the blood serum, in their
 * own units: not the scaled copy that scikit-learn loads by default. Targets: (442, 1), the progression, 25 to 346, the
 * larger the worse: a regression.
 *
 * <p>Source: B. Efron, T. Hastie, I. Johnstone, R. Tibshirani (2004), Least angle regression, Annals of Statistics 32(2).
 *
 * <pre>{@code
 * Diabetes.load()    // → Diabetes: 442 rows, 10 features, targets (442, 1) from 25 to 346
 * }</pre>
 */
public final class Diabetes {

    private Diabetes() {
    }

    /**
     * The patients from data/diabetes.csv, of the working directory or a folder above it.
     *
     * @throws IllegalArgumentException if the file is not there or damaged, with line and column
     */
    public static Dataset load() {
        return KnownData.DIABETES.load();
    }

    /** The patients from a copy of the file elsewhere. */
    public static Dataset load(String path) {
        return KnownData.DIABETES.load(path);
    }
}
