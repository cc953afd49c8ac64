package gradus.linalg;

import gradus.tensor.Tensor;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix of shape (n, n).
 *
 * @param values the eigenvalues, smallest first, (n)
 * @param vectors the eigenvectors as columns in the same order, (n, n): of length 1, at right angles, each with its
 *        element of the largest size positive
 */
public record Eigen(Tensor values, Tensor vectors) {
}
