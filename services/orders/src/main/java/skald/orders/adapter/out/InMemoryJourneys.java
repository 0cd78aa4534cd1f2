package skald.orders.adapter.out;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.orders.application.Journey;
import skald.orders.application.Journeys;
import skald.toolkit.memory.InMemoryStates;

/** Journeys in memory. */
public final class InMemoryJourneys extends InMemoryStates<UUID, Journey> implements Journeys {

    @Override
    public List<Journey> open(boolean onlyStuck, @Nullable UUID after, int max) {
        Stream<Journey> journeys = after == null ? all() : after(after);
        return journeys.filter(journey -> journey.isOpen() && (journey.stuck() || !onlyStuck))
                .limit(max)
                .toList();
    }

    @Override
    public Set<String> carried(Instant dueSince) {
        return all().filter(journey ->
                        journey.isOpen() && (journey.stuck() || !journey.dueAt().isBefore(dueSince)))
                .map(journey -> journey.orderId().toString())
                .collect(Collectors.toSet());
    }
}
