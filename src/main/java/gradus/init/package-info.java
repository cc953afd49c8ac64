/**
 * Initializers: the weights that a layer starts from.
 *
 * <p>Start with {@link Initializer}, the interface. {@link Initializers} has all of them by name, and the one formula behind
 * Xavier, He and LeCun, with its reason.
 *
 * <p>It may use {@code gradus.tensor}, and of the JDK only what works in a browser too.
 */
package gradus.init;
