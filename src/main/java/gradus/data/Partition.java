package gradus.data;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Partitions shuffled rows into disjoint parts, each in the order of the shuffle. */
final class Partition {

    private Partition() {
    }

    /** The first rows to the first part, the next to the second, and so on. */
    static int[][] consecutive(int[] order, int[] sizes) {
        int[][] parts = new int[sizes.length][];
        int from = 0;
        for (int part = 0; part < parts.length; part++) {
            parts[part] = Arrays.copyOfRange(order, from, from + sizes[part]);
            from += sizes[part];
        }
        return parts;
    }

    /**
     * Stratified: class after class, each row to the part that is farthest behind its share of the rows dealt so far.
     *
     * <p>A part is never a whole row ahead of its share, and so each ends with its size exactly; rows that are in no part
     * count as one more.
     */
    static int[][] stratified(int[] order, Tensor labels, int[] sizes) {
        int n = order.length;
        int[] shares = Arrays.copyOf(sizes, sizes.length + 1);
        shares[sizes.length] = n - Arrays.stream(sizes).sum();
        int[] dealt = new int[shares.length];
        int[] partOf = new int[n];
        int rows = 0;
        for (int row : classAfterClass(order, labels)) {
            rows++;
            int next = 0;
            for (int part = 1; part < shares.length; part++) {
                // share · rows/n − dealt, times n
                if ((long) shares[part] * rows - (long) dealt[part] * n
                        > (long) shares[next] * rows - (long) dealt[next] * n) {
                    next = part;
                }
            }
            dealt[next]++;
            partOf[row] = next;
        }
        return parts(order, partOf, sizes.length);
    }

    /** The k parts of cross-validation: row after row to one part after the other; labels class after class. */
    static int[][] folds(int[] order, Tensor y, int k) {
        int[] partOf = new int[order.length];
        int next = 0;
        for (int row : y.rank() == 1 ? classAfterClass(order, y) : order) {
            partOf[row] = next;
            next = (next + 1) % k;
        }
        return parts(order, partOf, k);
    }

    /** The rows that are not in a part. */
    static int[] complement(int[] order, int[] part) {
        boolean[] taken = new boolean[order.length];
        for (int row : part) {
            taken[row] = true;
        }
        return Arrays.stream(order).filter(row -> !taken[row]).toArray();
    }

    /** The rows sorted by class; those of a class stay in their order. */
    private static int[] classAfterClass(int[] order, Tensor labels) {
        double[] y = labels.data();
        return Arrays.stream(order).boxed().sorted((a, b) -> Double.compare(y[a], y[b])).mapToInt(row -> row).toArray();
    }

    private static int[][] parts(int[] order, int[] partOf, int count) {
        return IntStream.range(0, count).mapToObj(part -> Arrays.stream(order).filter(row -> partOf[row] == part).toArray())
                .toArray(int[][]::new);
    }
}
