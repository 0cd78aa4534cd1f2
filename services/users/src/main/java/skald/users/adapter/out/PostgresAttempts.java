package skald.users.adapter.out;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import skald.toolkit.postgres.Unnest;
import skald.users.application.Attempts;

/** Attempts in the table {@code attempt}: one statement decides and counts, whichever instance asks. */
public final class PostgresAttempts implements Attempts {
    /** As many empty buckets are removed with each count, so that they do not pile up. */
    private static final int MOST_FORGOTTEN = 5;

    private final Jdbi jdbi;

    /** Attempts in the schema that {@code database} sees. */
    public PostgresAttempts(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Duration take(String key, Limit limit, Instant now) {
        return jdbi.withHandle(handle -> {
            forget(handle, now);
            int counted = handle.createUpdate("""
                insert into attempt (key, empty_at) values (:key, :first)
                on conflict (key) do update set empty_at = greatest(attempt.empty_at, :now) + :every * interval '1 microsecond'
                where attempt.empty_at <= :latest
                """)
                    .bind("key", key)
                    .bind("first", now.plus(limit.every()))
                    .bind("now", now)
                    .bind("every", micros(limit))
                    .bind("latest", now.plus(limit.every().multipliedBy(limit.burst() - 1L)))
                    .execute();
            return counted == 1 ? Duration.ZERO : wait(handle, key, limit, now);
        });
    }

    private static Duration wait(Handle handle, String key, Limit limit, Instant now) {
        return handle.createQuery("select empty_at from attempt where key = :key")
                .bind("key", key)
                .map((row, _) -> Unnest.instant(row, "empty_at"))
                .findOne()
                .map(emptyAt -> limit.wait(emptyAt, now))
                .filter(Duration::isPositive)
                // Emptied since: the next attempt will be counted.
                .orElse(Duration.ofSeconds(1));
    }

    @Override
    public void giveBack(String key, Limit limit, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            update attempt set empty_at = empty_at - :every * interval '1 microsecond' where key = :key
            """)
                .bind("every", micros(limit))
                .bind("key", key)
                .execute());
    }

    private static long micros(Limit limit) {
        return limit.every().toNanos() / 1_000;
    }

    private static void forget(Handle handle, Instant now) {
        handle.createUpdate("""
            delete from attempt where key in
                (select key from attempt where empty_at < :now limit :most for update skip locked)
            """).bind("now", now).bind("most", MOST_FORGOTTEN).execute();
    }
}
