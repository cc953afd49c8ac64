package gradus.tensor;

import static gradus.tensor.Tensor.parameter;
import static gradus.tensor.Tensors.scalar;
import static gradus.tensor.Tensors.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The loop gives the order that the recursion of the textbooks gives. */
class TopologicalOrderTest {

    /** The search as textbooks write it, and as the head of Autodiff shows it. */
    private static void visit(Tensor t, Set<Tensor> marked, LinkedList<Tensor> order) {
        if (!marked.add(t)) {
            return;
        }
        if (t.operation() != null) {
            for (var x : t.operation().inputs()) {
                if (x.requiresGrad()) {
                    visit(x, marked, order);
                }
            }
        }
        order.addFirst(t);
    }

    @Test
    void theOrderIsThatOfTheRecursiveSearch() {
        for (int seed = 0; seed < 20; seed++) {
            var rng = new Rng(seed);
            var tensors = new ArrayList<>(List.of(parameter(1), scalar(2), parameter(3)));
            for (int i = 0; i < 40; i++) {
                var a = tensors.get(rng.below(tensors.size()));
                var b = tensors.get(rng.below(tensors.size()));
                tensors.add(i % 3 == 0 ? a.tanh() : i % 3 == 1 ? a.add(b) : a.mul(b));
            }
            var L = stack(tensors.toArray(Tensor[]::new)).sum();
            var order = new LinkedList<Tensor>();
            visit(L, new HashSet<>(), order);
            var inTheLoop = new ArrayList<Tensor>();
            for (var node = TopologicalOrder.of(L); node != null; node = node.next) {
                inTheLoop.add(node.tensor);
            }
            assertEquals(order, inTheLoop);
            for (var t : order) {
                for (var x : t.operation() == null ? List.<Tensor>of() : t.operation().inputs()) {
                    assertTrue(!x.requiresGrad() || order.indexOf(t) < order.indexOf(x), "each before its inputs");
                }
            }
        }
    }
}
