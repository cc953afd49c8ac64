package gradus.tensor;

/** Writes a tensor for people: its elements in aligned columns, shortened in the middle. */
final class TensorText {

    /** Longer axes show this many elements at each end. */
    private static final int ENDS = 3;
    private static final int SHOWN = 10;

    private TensorText() { }

    static String of(Tensor t) {
        if (t.rank() == 0) {
            return Numbers.text(t.item());
        }
        boolean cut = false;
        for (int length : t.shape()) {
            cut |= length > SHOWN;
        }
        var text = new StringBuilder();
        if (t.rank() > 1 || cut || t.size() == 0) {
            text.append(t.shapeText()).append(t.rank() > 1 ? "\n" : " ");
        }
        int width = 0;
        if (t.rank() > 1) {
            for (int i = 0; i < t.size(); i++) {
                width = Math.max(width, visible(t, i) ? Numbers.text(t.data()[i]).length() : 0);
            }
        }
        append(text, t, 0, 0, width);
        return text.toString();
    }

    private static boolean hidden(int index, int length) {
        return length > SHOWN && index >= ENDS && index < length - ENDS;
    }

    private static boolean visible(Tensor t, int position) {
        for (int axis = t.rank() - 1; axis >= 0; axis--) {
            if (hidden(position % t.size(axis), t.size(axis))) {
                return false;
            }
            position /= t.size(axis);
        }
        return true;
    }

    private static void append(StringBuilder text, Tensor t, int axis, int start, int width) {
        if (axis == t.rank()) {
            var number = Numbers.text(t.data()[start]);
            text.append(" ".repeat(Math.max(0, width - number.length()))).append(number);
            return;
        }
        int length = t.size(axis);
        int step = Shape.inner(t.shape(), axis);
        var separator = axis == t.rank() - 1 ? ", " : ",\n" + " ".repeat(axis + 1);
        text.append('[');
        for (int i = 0; i < length; i++) {
            if (hidden(i, length)) {
                text.append(separator).append('…');
                i = length - ENDS;
            }
            text.append(i == 0 ? "" : separator);
            append(text, t, axis + 1, start + i * step, width);
        }
        text.append(']');
    }
}
