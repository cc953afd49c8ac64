package gradus.plot;

/**
 * A figure of the gallery.
 *
 * @param file the name of its picture, without ending
 * @param heading what it is
 * @param code how it is called in a notebook, in short
 * @param figure as it is drawn in the gallery
 * @param truth words of its text alternative with a number computed from the data, not by the figure
 */
record GalleryEntry(String file, String heading, String code, Figure figure, String truth) {}
