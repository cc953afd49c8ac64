package gradus.diagnose;

import gradus.tensor.Numbers;

/**
 * Something that is wrong with a network, its data or its training.
 *
 * @param symptom what it is
 * @param place the layer, as "layer 1 relu", or what else shows it
 * @param seen what was seen, in words
 * @param value the number that was measured
 * @param threshold what it was compared with
 * @param above whether it is a fault to be above the threshold, rather than below
 */
public record Finding(Symptom symptom, String place, String seen, double value, double threshold, boolean above) {

    @Override
    public String toString() {
        return symptom + ", " + place + "\n    " + seen + ": " + Numbers.apart(value, threshold, 3) + " is " + (above ? "above" : "below")
                + " the limit " + Numbers.apart(threshold, value, 3) + "\n    what helps: " + symptom.advice() + "\n    read " + symptom.notebook();
    }
}
