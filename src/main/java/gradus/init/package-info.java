/**
 * Initializers: the weights that a layer starts from.
 *
 * <p>Start with {@link Initializer}, the interface, and {@link VarianceScaling}, the one formula behind Xavier, He and LeCun.
 * {@link Initializers} has all of them by name.
 *
 * <p>It may use {@code gradus.tensor}, and of the JDK only what works in a browser too.
 */
package gradus.init;
