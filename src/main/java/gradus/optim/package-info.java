/**
 * Optimizers: update rules, learning rates that change with time, and the clipping of gradients.
 *
 * <p>Start with {@link UpdateRule}, the interface, then {@link Sgd} and {@link Adam}, with which the evening's order in
 * {@code gradus.tensor} ends; {@link Optimizer} ties a rule to parameters. {@link Optimizers} and {@link Schedules} have rules
 * and learning rates by name.
 *
 * <p>It may use {@code gradus.tensor}, and of the JDK only what works in a browser too.
 */
package gradus.optim;
