package gradus.lesson;

import gradus.play.Explorable;
import gradus.play.Stills;
import gradus.plot.Figure;

/**
 * An explorable figure with values for its parameters; made by {@code explore(name)}.
 *
 * <p>In a notebook it is a picture, with what it shows in words. {@link #at} gives a parameter another value.
 */
public final class Exploration {

    private final Explorable figure;
    private final double[] settings;

    private Exploration(Explorable figure, double[] settings) {
        this.figure = figure;
        this.settings = settings;
    }

    static Exploration of(String name) {
        Explorable figure = Explorable.named(name);
        return new Exploration(figure, figure.defaults());
    }

    /**
     * The same figure with another value of one parameter.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the value is out of its range; the message says
     *     what there is
     */
    public Exploration at(String parameter, double value) {
        return new Exploration(figure, figure.with(settings, parameter, value));
    }

    /** What is drawn. */
    public Explorable figure() {
        return figure;
    }

    /** The picture. */
    public Figure picture() {
        return Stills.of(figure, settings);
    }

    /** What the picture shows, in words with numbers. */
    public String words() {
        return figure.words(settings);
    }

    @Override
    public String toString() {
        return figure.question() + " " + words();
    }
}
