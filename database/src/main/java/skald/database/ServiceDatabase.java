package skald.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of one service: a schema that its role owns, brought up to date, and a pool of connections as that role.
 *
 * <p>The role sees no other service's schema. Thread-safe.
 */
public final class ServiceDatabase implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    /**
     * A server that answers nothing for so long hangs: the connection is given up, so that a lane does not wait for ever.
     * The longest statements, those of the audit and of rebuilds, take a few seconds.
     */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /**
     * A client that hangs in a transaction for so long is cut off by the server, so that its locks do not keep the others
     * waiting. Between two statements of a transaction a service only computes.
     */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

    // Wrong password or unknown role, no right to connect: what provisioning mends.
    private static final Set<String> REFUSALS = Set.of("28P01", "28000", "42501");

    // Held here, because the JDK forgets the levels of loggers that nobody holds.
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("com.zaxxer.hikari"));

    static {
        TALKATIVE.stream()
                .filter(logger -> logger.getLevel() == null)
                .forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private final HikariDataSource pool;

    private ServiceDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens a service's database on the embedded server, with the usual pool; see {@link #provisioned}. */
    public static ServiceDatabase embedded(EmbeddedPostgres server, String service) {
        return provisioned(server.admin(), server.servicePasswords(), service, PoolSize.DEFAULT);
    }

    /**
     * Makes a service's role and schema on the embedded server where they are missing, for a process that opens them as
     * {@link #external}.
     *
     * @return how to enter
     * @throws DatabaseException if the server does not do it
     */
    public static DatabaseLogin prepare(EmbeddedPostgres server, String service) {
        ServiceName name = new ServiceName(service);
        String password = new ServicePasswords(server.servicePasswords()).obtain(name.role());
        DatabaseLogin login = server.admin().as(name.role(), password);
        try {
            ServiceRole.provision(server.admin(), name, password);
            return login;
        } catch (SQLException e) {
            throw unusable(login, name, e);
        }
    }

    /**
     * Opens a service's database on a server that Skald administers: role and schema are created where they are missing.
     *
     * @param admin a superuser
     * @param passwordFile keeps the passwords of the roles; made with the first one
     * @param service as in {@code order-views}
     * @throws DatabaseException if the server does not answer, might lose data, or refuses a migration
     */
    public static ServiceDatabase provisioned(
            DatabaseLogin admin, Path passwordFile, String service, PoolSize poolSize) {
        ServiceName name = new ServiceName(service);
        ServicePasswords passwords = new ServicePasswords(passwordFile);
        boolean known = passwords.find(name.role()).isPresent();
        DatabaseLogin login = admin.as(name.role(), passwords.obtain(name.role()));
        PGSimpleDataSource source = source(login, name);
        try (Connection connection =
                known ? connectOrProvision(source, admin, login, name) : provision(source, admin, login, name)) {
            return open(connection, source, login, name, poolSize);
        } catch (SQLException e) {
            throw unusable(login, name, e);
        }
    }

    /** Opens a service's database on a server of somebody else, with the usual pool. */
    public static ServiceDatabase external(String url, String user, String password, String service) {
        return external(new DatabaseLogin(url, user, password), service, PoolSize.DEFAULT);
    }

    /**
     * Opens a service's database on a server that somebody else administers. The login's role and the schema, named like
     * the service with {@code _} for {@code -}, exist, and the role owns the schema.
     *
     * @throws DatabaseException if the server does not answer, lacks the schema, might lose data, or refuses a migration
     */
    public static ServiceDatabase external(DatabaseLogin login, String service, PoolSize poolSize) {
        ServiceName name = new ServiceName(service);
        PGSimpleDataSource source = source(login, name);
        try (Connection connection = source.getConnection()) {
            if (!hasSchema(connection, name)) {
                throw new DatabaseException(
                        "The database (%s) has no schema %s. Create it there: CREATE SCHEMA \"%s\" AUTHORIZATION \"%s\""
                                .formatted(login, name.schema(), name.schema(), login.user()));
            }
            return open(connection, source, login, name, poolSize);
        } catch (SQLException e) {
            throw unusable(login, name, e);
        }
    }

    /** Connections as the service's role, with its schema as the search path. */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes the pool; connections in use are cut off. */
    @Override
    public void close() {
        pool.close();
    }

    private static ServiceDatabase open(
            Connection connection, DataSource source, DatabaseLogin login, ServiceName name, PoolSize poolSize)
            throws SQLException {
        Durability.check(connection, login);
        ClassLoader classPath = ServiceDatabase.class.getClassLoader();
        List<Migrations> migrations = List.of(
                Migrations.load(classPath, "skald/toolkit/migrations", "toolkit_schema_history"),
                Migrations.load(classPath, name.migrations(), "schema_history"));
        SchemaVersion.bring(connection, name.schema(), migrations, source);
        PGSimpleDataSource working = source(login, name);
        working.setSocketTimeout(Math.toIntExact(SILENCE.toSeconds()));
        // A batch has any number of rows, and PostgreSQL thinks of an unnest as ten. So a plan is made once, often
        // while
        // the tables are empty, and must be right for ever: every row is looked up in an index, and no table is read
        // whole to be hashed or merged with a batch, unless there is no other way.
        working.setOptions("-c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION.toMillis()
                + " -c plan_cache_mode=force_generic_plan"
                + " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off -c jit=off");
        return new ServiceDatabase(pool(working, name, poolSize));
    }

    /** Usually everything is there, and one connection shows it. */
    private static Connection connectOrProvision(
            DataSource source, DatabaseLogin admin, DatabaseLogin login, ServiceName name) throws SQLException {
        try {
            Connection connection = source.getConnection();
            if (hasSchema(connection, name)) {
                return connection;
            }
            connection.close();
        } catch (SQLException e) {
            if (!REFUSALS.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
        }
        return provision(source, admin, login, name);
    }

    private static Connection provision(DataSource source, DatabaseLogin admin, DatabaseLogin login, ServiceName name)
            throws SQLException {
        ServiceRole.provision(admin, name, login.password());
        return source.getConnection();
    }

    private static DatabaseException unusable(DatabaseLogin login, ServiceName name, SQLException failure) {
        return new DatabaseException(
                "The database of %s (%s) cannot be used: %s".formatted(name.name(), login, failure.getMessage()),
                failure);
    }

    private static boolean hasSchema(Connection connection, ServiceName name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM pg_namespace WHERE nspname = ?")) {
            query.setString(1, name.schema());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static PGSimpleDataSource source(DatabaseLogin login, ServiceName name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(login.url());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setCurrentSchema(name.schema());
        source.setApplicationName("skald " + name.name());
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(Math.toIntExact(CONNECTION_TIMEOUT.toSeconds()));
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private static HikariDataSource pool(DataSource source, ServiceName name, PoolSize size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name.name());
        config.setDataSource(source);
        config.setMaximumPoolSize(size.maximum());
        config.setMinimumIdle(size.minimumIdle());
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        // The database has just answered; the pool fills while the rest of Skald starts.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
