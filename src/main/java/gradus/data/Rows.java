package gradus.data;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The inputs of a data set: numbers, or bytes that become numbers batch by batch. */
interface Rows {

    /** The shape of all of them, (n, …). */
    int[] shape();

    /** Some rows as numbers. */
    Tensor numbers(int... rows);

    /** Some rows as they are kept. */
    Rows select(int... rows);

    /** All rows as numbers. */
    Tensor all();

    /** Rows of numbers. */
    record OfTensor(Tensor x) implements Rows {

        @Override
        public int[] shape() {
            return x.shape();
        }

        @Override
        public Tensor numbers(int... rows) {
            return x.rows(rows);
        }

        @Override
        public Rows select(int... rows) {
            return new OfTensor(x.rows(rows));
        }

        @Override
        public Tensor all() {
            return x;
        }
    }

    /**
     * Rows of unsigned bytes, v → v/255: an eighth of the memory of numbers. What is selected shares them.
     *
     * @param bytes all rows that there ever were
     * @param index which of them these are, in order
     * @param width bytes in a row
     */
    record OfBytes(byte[] bytes, int[] index, int width) implements Rows {

        private static final double[] NUMBERS = IntStream.range(0, 256).mapToDouble(v -> v / 255.0).toArray();

        @Override
        public int[] shape() {
            return new int[]{index.length, width};
        }

        @Override
        public Tensor numbers(int... rows) {
            double[] x = new double[Math.multiplyExact(rows.length, width)];
            for (int i = 0; i < rows.length; i++) {
                int from = index[rows[i]] * width;
                for (int j = 0; j < width; j++) {
                    x[i * width + j] = NUMBERS[bytes[from + j] & 0xff];
                }
            }
            return Tensor.of(x, rows.length, width);
        }

        @Override
        public Rows select(int... rows) {
            return new OfBytes(bytes, Arrays.stream(rows).map(row -> index[row]).toArray(), width);
        }

        @Override
        public Tensor all() {
            return numbers(IntStream.range(0, index.length).toArray());
        }
    }
}
