package gradus.tensor;

/** Writes a tensor for people: its elements in aligned columns, shortened in the middle. */
final class TensorText {

    /** Longer axes of vectors and matrices show 3 elements at each end; of the axes in front of them, one. */
    private static final int SHOWN = 10;
    private static final int SHOWN_IN_FRONT = 3;

    private TensorText() { }

    static String of(Tensor t) {
        if (t.rank() == 0) {
            return Numbers.text(t.item());
        }
        boolean cut = false;
        for (int axis = 0; axis < t.rank(); axis++) {
            cut |= t.size(axis) > shown(t, axis);
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

    private static int shown(Tensor t, int axis) { return axis < t.rank() - 2 ? SHOWN_IN_FRONT : SHOWN; }

    private static int ends(Tensor t, int axis) { return shown(t, axis) / 3; }

    private static boolean hidden(Tensor t, int axis, int index) {
        int length = t.size(axis);
        return length > shown(t, axis) && index >= ends(t, axis) && index < length - ends(t, axis);
    }

    private static boolean visible(Tensor t, int position) {
        for (int axis = t.rank() - 1; axis >= 0; axis--) {
            if (hidden(t, axis, position % t.size(axis))) {
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
            if (hidden(t, axis, i)) {
                text.append(separator).append('…');
                i = length - ends(t, axis);
            }
            text.append(i == 0 ? "" : separator);
            append(text, t, axis + 1, start + i * step, width);
        }
        text.append(']');
    }
}
