/**
 * Layers, and networks made of them.
 *
 * <p>Start with {@link Layer}: only its forward must be written. Then {@link Dense}, which {@code gradus.tensor}, in the
 * evening's order, comes to as well; {@link Sequential}; and {@link ActivationLayers}, which has the activations on one page.
 * {@link Layers} has all layers by name.
 *
 * <p>It may use {@code gradus.tensor} and {@code gradus.init}, and of the JDK only what works in a browser too.
 */
package gradus.nn;
