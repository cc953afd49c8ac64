/**
 * Loops over flat arrays of doubles: what all arithmetic runs on in the end.
 *
 * <p>Start with {@link Kernels}, the list of loops, then {@link PlainKernels}, which are those loops as one would write
 * them. {@link PlainProduct} is the matrix product, fast in plain Java; {@link Elementary} has e^x, tanh and others written
 * out. {@link ActiveKernels} chooses between plain loops and vectors; both give the same bits.
 *
 * <p>It may use no other package of Gradus, and of the JDK only what works in a browser too; the choice alone looks further.
 */
package gradus.kernels;
