package skald.toolkit.saga;

/**
 * The identity of a saga.
 *
 * @param definition the name of its definition
 * @param instance which run of it, unique per definition
 */
public record SagaId(String definition, String instance) implements Comparable<SagaId> {
    @Override
    public int compareTo(SagaId other) {
        int byDefinition = definition.compareTo(other.definition);
        return byDefinition != 0 ? byDefinition : instance.compareTo(other.instance);
    }
}
