package gradus.plot;

import java.awt.Graphics2D;
import java.util.function.Consumer;

/** What stands under a figure's title: its size in pixels, and how to paint it with its top left corner at (0, 0). */
record Drawing(int width, int height, Consumer<Graphics2D> paint) {

    /** The height of axes that are this high at their full width: narrow ones are lower, but not in proportion. */
    static int height(int full, int width) {
        return Math.min(full, Math.max(260, 3 * width / 4));
    }

    /** Paints it with its top left corner at (x, y). */
    void at(Graphics2D g, int x, int y) {
        Graphics2D moved = (Graphics2D) g.create();
        moved.translate(x, y);
        paint.accept(moved);
        moved.dispose();
    }
}
