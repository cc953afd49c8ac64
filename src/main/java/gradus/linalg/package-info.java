/**
 * Linear algebra beside training: the orthogonal initializer, least squares, eigenvalues.
 *
 * <p>Everything is in {@link LinearAlgebra}; the library EJML computes it.
 *
 * <p>It may use {@code gradus.tensor} and {@code gradus.init}.
 */
package gradus.linalg;
