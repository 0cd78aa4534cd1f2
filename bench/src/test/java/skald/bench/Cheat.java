package skald.bench;

import java.sql.SQLException;
import java.util.function.Predicate;

/** Says that an order is at its end although it did nothing for it, unless it is an order of the {@code honest} kind. */
record Cheat(Contender other, Predicate<SagaOrder> honest) implements Contender {
    @Override
    public String name() {
        return "cheat";
    }

    @Override
    public Role role() {
        return Role.ENGINE;
    }

    @Override
    public String description() {
        return "cheats";
    }

    @Override
    public Running open(Arena arena) throws Exception {
        Running running = other.open(arena);
        return new Running() {
            @Override
            public void begin(SagaOrder order, Ending ending) {
                try {
                    if (honest.test(order)) {
                        running.begin(order, ending);
                    } else {
                        ending.ended();
                    }
                } catch (IllegalStateException e) {
                    ending.failed(e);
                }
            }

            @Override
            public Tally tally() throws SQLException, InterruptedException {
                return running.tally();
            }

            @Override
            public void close() {
                running.close();
            }
        };
    }
}
