package gradus.jupyter;

import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/** What a cell may ask of the notebook itself. */
public final class Notebook {
    private Notebook() {}

    /**
     * Shows a value below the cell, now, as if it were the last line of the cell.
     *
     * <p>The kernel's own {@code display(x)} shows it too, but returns an identifier, which a cell that ends with it
     * prints.
     *
     * <pre>{@code
     * for (var image : images) show(image);
     * }</pre>
     *
     * @param value a figure, tensor, network, table or anything else
     * @throws NullPointerException outside a notebook
     * @throws IllegalArgumentException when the value is null
     */
    public static void show(Object value) {
        if (value == null) throw new IllegalArgumentException("show(null): there is nothing to show");
        BaseNotebookStatics.display(value);
    }
}
