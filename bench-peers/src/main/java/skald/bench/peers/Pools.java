package skald.bench.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import skald.bench.Arena;

/** Connection pools on a contender's database. */
public final class Pools {

    private Pools() {}

    /** A pool of {@code connections}, all of them open from the start, so that no run pays for opening them. */
    public static HikariDataSource open(Arena arena, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arena.database().url());
        config.setUsername(arena.database().user());
        config.setPassword(arena.database().password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new HikariDataSource(config);
    }
}
