package skald.toolkit.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.participant.StepKey;
import skald.toolkit.participant.StepMemories;
import skald.toolkit.participant.StepMemory;

/** What a participant remembers, in its table {@code step_memory}. */
public final class PostgresStepMemories implements StepMemories {

    @Override
    public Map<StepKey, Versioned<StepMemory>> load(Tx tx, Collection<StepKey> keys) {
        Map<StepKey, Versioned<StepMemory>> found = new HashMap<>();
        Unnest.rows(keys)
                .texts(StepKey::definition)
                .texts(StepKey::instance)
                .texts(StepKey::step)
                .query(
                        tx,
                        "step memories",
                        """
                        select memory.* from unnest(?, ?, ?) as wanted (definition, instance, step)
                        join step_memory memory using (definition, instance, step)
                        """,
                        row -> found.put(
                                new StepKey(
                                        row.getString("definition"), row.getString("instance"), row.getString("step")),
                                new Versioned<>(
                                        new StepMemory(
                                                StepMemory.Status.valueOf(row.getString("status")),
                                                row.getString("answer_type"),
                                                row.getBytes("answer"),
                                                Unnest.instant(row, "at")),
                                        row.getLong("version"))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<StepKey, StepMemory>> changes) {
        Unnest.rows(changes)
                .texts(change -> change.key().definition())
                .texts(change -> change.key().instance())
                .texts(change -> change.key().step())
                .longs(Change::nextVersion)
                .texts(change -> change.written().status().name())
                .texts(change -> change.written().answerType())
                .bytes(change -> change.written().answer())
                .instants(change -> change.written().at())
                .save(tx, "step memory", """
                    insert into step_memory (definition, instance, step, version, status, answer_type, answer, at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (definition, instance, step) do update set version = excluded.version,
                        status = excluded.status, answer_type = excluded.answer_type, answer = excluded.answer,
                        at = excluded.at
                    where step_memory.version = excluded.version - 1
                    """);
    }

    @Override
    public int forget(Tx tx, Instant before, int max) {
        return Unnest.rows(List.of(before))
                .instants(instant -> instant)
                .ints(_ -> max)
                .updateNow(tx, "step memories", """
                    delete from step_memory where (definition, instance, step) in (
                        select definition, instance, step from step_memory where at < (?::timestamptz[])[1]
                        order by at limit (?::integer[])[1])
                    """);
    }
}
