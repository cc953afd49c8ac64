/**
 * Tensors: arrays of numbers that remember how they were computed, and operations that stand beside their derivatives.
 *
 * <p>How a network learns can be read in one evening, in this order:
 * <ol>
 * <li>{@link Operation}: what a tensor remembers of how it came to be: inputs, and a rule for each. See how
 *     {@link Operation#pullBack} takes the gradient of the result and gives that of an input.
 * <li>{@link Tensor}: numbers, shape, gradient and record. See {@link Tensor#from}, by which an operation writes itself down,
 *     and {@link Tensor#backward}, which walks back; the rest are facts about an array.
 * <li>{@link Autodiff}: the chain rule. See {@link Autodiff#walk}: two loops, over the tensors and over the inputs of each.
 *     Then ask why a tensor's turn comes only when all that use it have had theirs; how they are put in that order,
 *     {@link TopologicalOrder} tells, and can wait.
 * <li>{@link Elementwise}: the operations on single numbers. See {@link Elementwise#mul}: the value in one line, both rules in
 *     the next. What Shaping.sumTo does there, broadcasting made necessary.
 * <li>{@link Products}: see {@link Products#product}: two products of matrices are the derivative of one, and the shapes
 *     leave no other order. In {@link Products#matmul}, which leads there, vectors and stacks of matrices can wait.
 * <li>{@link Reductions}: many numbers become one. See {@link Reductions#sum} and {@link Reductions#mean}, which hand the same
 *     gradient to all, and {@link Reductions#logSumExp}, whose derivative is softmax.
 * <li>{@link gradus.nn.Dense}: a layer. See {@link gradus.nn.Dense#forward}: y = xW + b, and no derivative, since it follows.
 * <li>{@link gradus.loss.MeanSquaredError}: a loss in one line, {@link gradus.loss.MeanSquaredError#losses}.
 * <li>{@link gradus.loss.CrossEntropy}: softmax − target, {@link gradus.loss.CrossEntropy#plainDerivative}. Then see, in
 *     {@link gradus.loss.CrossEntropy#derivative}, why it is computed in another way.
 * <li>{@link gradus.optim.Sgd}: see {@link gradus.optim.Sgd#update}: θ ← θ − ηg, where learning happens.
 * <li>{@link gradus.optim.Adam}: the same place, {@link gradus.optim.Adam#update}, with two memories for each number.
 * </ol>
 *
 * <p>Whoever has read them can say how a gradient reaches the weights W of the first layer. backward() puts the record in
 * order, the loss L first. L's rule gives ∂L/∂y for the output y of the last layer, softmax − target, say. Its sum hands that
 * on as it is, to the bias as the sum over the rows; its product takes g to gVᵀ, with its own weights V, which is ∂L/∂h for
 * the output h of the layer in front. An activation multiplies by its slope at each element. So g arrives at the first
 * layer's product xW, whose rule for W is xᵀg: that is W.grad(), and the optimizer's step moves W against it.
 *
 * <p>Of what is left, {@link TensorOperations} lists the operations as methods, {@link Tensors} makes tensors,
 * {@link GradCheck} compares derivatives with differences, {@link Rng} draws the random numbers.
 *
 * <p>It may use {@code gradus.kernels}, and of the JDK only what works in a browser too.
 */
package gradus.tensor;
