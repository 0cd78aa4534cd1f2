package skald.toolkit.participant;

import skald.toolkit.SagaRef;

/** A step of a saga of some service: the same for its action and its compensation. */
public record StepKey(String definition, String instance, String step) implements Comparable<StepKey> {

    static StepKey of(SagaRef ref) {
        return new StepKey(ref.definition(), ref.instance(), ref.step());
    }

    @Override
    public int compareTo(StepKey other) {
        int order = definition.compareTo(other.definition);
        order = order != 0 ? order : instance.compareTo(other.instance);
        return order != 0 ? order : step.compareTo(other.step);
    }
}
