package gradus.play;

import gradus.tensor.Numbers;
import java.util.List;
import java.util.Map;

/**
 * A figure that answers one question, with parameters that a reader sets.
 *
 * <p>It knows nothing of windows, pages or pictures: from the values of its parameters it computes numbers to draw and a
 * sentence that says what they show. A notebook draws them as a still picture, see {@link Stills}.
 */
public interface Explorable {

    /** All figures, by the order of the notebooks that they belong to. */
    List<Explorable> ALL = List.of(new LineOfAUnit(), new GradientsOfANet(), new PullsOfFivePatients(),
            new SoftmaxTemperature(), new HingeAgainstCrossEntropy(), new ThresholdOnAList(), new SaturationOverLayers(),
            new VarianceAndDepth(), new NoiseOnABowl(), new OptimizersOnARavine(), new RateOnParabola(),
            new GradientThroughDepth(), new PolynomialAndPenalty(), new UnitBehindDropout());

    /**
     * What a reader sets.
     *
     * @param name what it is called
     * @param unit of its values; empty for a plain number
     * @param from the lowest value
     * @param to the highest value
     * @param start the value it has at first
     * @param step between neighbouring values; 0 for as fine as can be
     * @param logarithmic whether equal factors are equally far apart
     */
    record Parameter(String name, String unit, double from, double to, double start, double step, boolean logarithmic) {

        /** Refuses a range that is none. */
        public Parameter {
            if (!(from < to && from <= start && start <= to && step >= 0) || logarithmic && from <= 0) {
                throw new IllegalArgumentException("parameter " + name + ": from " + from + " to " + to + ", start " + start
                        + ", step " + step + " is no range");
            }
        }

        String range() {
            return Numbers.text(from) + " to " + Numbers.text(to) + (unit.isEmpty() ? "" : " " + unit);
        }
    }

    /** By what notebooks call it. */
    String name();

    /** The question that it answers. */
    String question();

    /** What can be set, in the order of the settings. */
    List<Parameter> parameters();

    /**
     * The numbers to draw, by name.
     *
     * @param settings a value for each parameter
     */
    Map<String, double[]> values(double... settings);

    /**
     * What the figure shows, in words with numbers: its text alternative.
     *
     * @param settings a value for each parameter
     */
    String words(double... settings);

    /** The values that the parameters have at first. */
    default double[] defaults() {
        double[] settings = new double[parameters().size()];
        for (int i = 0; i < settings.length; i++) settings[i] = parameters().get(i).start();
        return settings;
    }

    /**
     * Settings with another value of one parameter.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the value is out of its range
     */
    default double[] with(double[] settings, String parameter, double value) {
        for (int i = 0; i < parameters().size(); i++) {
            Parameter known = parameters().get(i);
            if (!known.name().equals(parameter)) continue;
            if (!(value >= known.from() && value <= known.to())) {
                throw new IllegalArgumentException(name() + ": " + parameter + " is " + Numbers.exact(value)
                        + ", it should be " + known.range());
            }
            double[] changed = settings.clone();
            changed[i] = value;
            return changed;
        }
        throw new IllegalArgumentException(name() + ": there is no parameter \"" + parameter + "\", there are "
                + parameters().stream().map(Parameter::name).toList());
    }

    /**
     * The figure of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    static Explorable named(String name) {
        for (Explorable figure : ALL) if (figure.name().equals(name)) return figure;
        throw new IllegalArgumentException("explore: there is no figure \"" + name + "\", there are "
                + ALL.stream().map(Explorable::name).toList());
    }
}
