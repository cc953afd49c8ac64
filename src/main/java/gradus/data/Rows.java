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

    /** The rows with (x − shift)/scale in the place of x, column by column. */
    Rows scaled(double[] shift, double[] scale);

    /** A shape as that of a tensor is written. */
    static String text(int[] shape) {
        return Arrays.toString(shape).replace('[', '(').replace(']', ')');
    }

    /** (x − shift)/scale, column by column. */
    static Tensor scaled(Tensor x, double[] shift, double[] scale) {
        double[] z = new double[x.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = (x.data()[i] - shift[i % shift.length]) / scale[i % shift.length];
        }
        return Tensor.of(z, x.shape());
    }

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

        @Override
        public Rows scaled(double[] shift, double[] scale) {
            return new OfTensor(Rows.scaled(x, shift, scale));
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

        @Override
        public Rows scaled(double[] shift, double[] scale) {
            return new Scaled(this, shift, scale);
        }
    }

    /** Rows that are scaled when they are asked for. */
    record Scaled(Rows rows, double[] shift, double[] scale) implements Rows {

        @Override
        public int[] shape() {
            return rows.shape();
        }

        @Override
        public Tensor numbers(int... taken) {
            return Rows.scaled(rows.numbers(taken), shift, scale);
        }

        @Override
        public Rows select(int... taken) {
            return new Scaled(rows.select(taken), shift, scale);
        }

        @Override
        public Tensor all() {
            return Rows.scaled(rows.all(), shift, scale);
        }

        @Override
        public Rows scaled(double[] nextShift, double[] nextScale) {
            return new Scaled(this, nextShift, nextScale);
        }
    }
}
