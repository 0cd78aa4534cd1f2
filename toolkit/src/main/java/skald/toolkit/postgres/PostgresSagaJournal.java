package skald.toolkit.postgres;

import java.util.List;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.saga.Intervention;
import skald.toolkit.saga.ResolvedOutcome;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaJournal;
import skald.toolkit.saga.SagaVerb;

/** What operators did to sagas, in the table {@code saga_intervention}. */
final class PostgresSagaJournal implements SagaJournal {
    private final Store store;

    PostgresSagaJournal(Store store) {
        this.store = store;
    }

    @Override
    public void append(Tx tx, List<Intervention> entries) {
        Unnest.rows(entries)
                .texts(entry -> entry.saga().definition())
                .texts(entry -> entry.saga().instance())
                .instants(Intervention::at)
                .texts(Intervention::operator)
                .texts(entry -> entry.verb().name())
                .texts(Intervention::step)
                .texts(entry -> entry.outcome() == null ? null : entry.outcome().name())
                .texts(Intervention::reason)
                .texts(Intervention::before)
                .texts(Intervention::after)
                .update(tx, "saga interventions", """
                    insert into saga_intervention (definition, instance, at, operator, verb, step, outcome, reason,
                        before, after)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """);
    }

    @Override
    public List<Intervention> of(SagaId saga, int max) {
        try (Tx tx = store.begin()) {
            return Unnest.rows(List.of(saga))
                    .texts(SagaId::definition)
                    .texts(SagaId::instance)
                    .ints(_ -> max)
                    .query(tx, "saga interventions", """
                        select entry.* from unnest(?, ?) as asked (definition, instance)
                        join saga_intervention entry using (definition, instance)
                        order by entry.id limit (?::integer[])[1]
                        """, row -> {
                        String outcome = row.getString("outcome");
                        return new Intervention(
                                saga,
                                Unnest.instant(row, "at"),
                                row.getString("operator"),
                                SagaVerb.valueOf(row.getString("verb")),
                                row.getString("step"),
                                outcome == null ? null : ResolvedOutcome.valueOf(outcome),
                                row.getString("reason"),
                                row.getString("before"),
                                row.getString("after"));
                    });
        }
    }
}
