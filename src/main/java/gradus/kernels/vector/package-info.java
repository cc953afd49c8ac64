/**
 * The same loops on the Vector API, four or eight numbers at a time, where that was measured to pay.
 *
 * <p>Start with {@link VectorKernels}, which says what is worth it; {@link VectorProduct} is the matrix product tile by tile,
 * {@link WarmUp} the reason why plain loops work first. Nobody names these classes: the choice in
 * {@link gradus.kernels.ActiveKernels} finds them, where the JDK has the Vector API.
 *
 * <p>It may use {@code gradus.kernels}.
 */
package gradus.kernels.vector;
