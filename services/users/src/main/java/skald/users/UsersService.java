package skald.users;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import skald.contracts.Contracts;
import skald.toolkit.Environment;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.http.BearerTokens;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.JwtTokens;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresStore;
import skald.users.adapter.in.SessionsApi;
import skald.users.adapter.in.UsersApi;
import skald.users.adapter.out.Argon2Passwords;
import skald.users.adapter.out.InMemoryAttempts;
import skald.users.adapter.out.InMemoryCredentials;
import skald.users.adapter.out.InMemoryEmailClaims;
import skald.users.adapter.out.InMemorySessions;
import skald.users.adapter.out.InMemorySigningKeys;
import skald.users.adapter.out.InMemoryUsers;
import skald.users.adapter.out.JwtAccessTokens;
import skald.users.adapter.out.KeyRing;
import skald.users.adapter.out.PostgresAttempts;
import skald.users.adapter.out.PostgresCredentials;
import skald.users.adapter.out.PostgresEmailClaims;
import skald.users.adapter.out.PostgresSessions;
import skald.users.adapter.out.PostgresSigningKeys;
import skald.users.adapter.out.PostgresUsers;
import skald.users.application.Attempts;
import skald.users.application.ChangePassword;
import skald.users.application.ChangePasswordHandler;
import skald.users.application.ChangeRoles;
import skald.users.application.ChangeRolesHandler;
import skald.users.application.Credentials;
import skald.users.application.EmailClaims;
import skald.users.application.EraseUser;
import skald.users.application.EraseUserHandler;
import skald.users.application.FirstAdmin;
import skald.users.application.Passwords;
import skald.users.application.RegisterUser;
import skald.users.application.RegisterUserHandler;
import skald.users.application.Sessions;
import skald.users.application.SignIn;
import skald.users.application.SigningKeys;
import skald.users.application.Users;

/**
 * The users service: its one wiring. It reads no other service's log and publishes {@code UserRegistered},
 * {@code UserRolesChanged} and {@code UserErased}. Thread-safe.
 */
public final class UsersService implements HttpService {
    /** The service's states and counts, on one kind of storage. */
    private record Ports(
            Users users,
            EmailClaims claims,
            Credentials credentials,
            Sessions sessions,
            Attempts attempts,
            SigningKeys signingKeys) {}

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final Ports ports = new Ports(
                new InMemoryUsers(),
                new InMemoryEmailClaims(),
                new InMemoryCredentials(),
                new InMemorySessions(),
                new InMemoryAttempts(),
                new InMemorySigningKeys());

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
        }
    }

    private final Service runtime;
    private final UsersApi api;
    private final SessionsApi sessionsApi;
    private final BearerTokens tokens;
    private final FirstAdmin firstAdmin;

    private UsersService(Ports ports, Store store, Environment environment, int lanes) {
        // Nothing that must not be guessed comes from the environment's randomness, which a test may know beforehand.
        SecureRandom secrets = new SecureRandom();
        Passwords passwords = new Argon2Passwords(secrets);
        KeyRing keys = new KeyRing(ports.signingKeys(), environment.clock(), environment.ids(), secrets);
        SignIn signIn = new SignIn(
                ports.users(),
                ports.credentials(),
                passwords,
                ports.sessions(),
                ports.attempts(),
                new JwtAccessTokens(keys, environment.clock(), environment.ids()),
                environment.clock(),
                environment.ids(),
                secrets);
        this.runtime = new Service(definition(ports), store, environment, lanes);
        this.api = new UsersApi(runtime, ports.users(), passwords, signIn);
        this.sessionsApi = new SessionsApi(signIn, () -> keys.publicKeys().toString());
        this.tokens = new JwtTokens(
                JwtAccessTokens.ISSUER, (selector, _) -> selector.select(keys.publicKeys()), environment.clock());
        this.firstAdmin = new FirstAdmin(runtime, ports.credentials(), passwords, secrets);
    }

    /** On PostgreSQL; connections of {@code database} see the service's schema. */
    public static UsersService onPostgres(DataSource database, Environment environment, int lanes) {
        return new UsersService(
                new Ports(
                        new PostgresUsers(database),
                        new PostgresEmailClaims(),
                        new PostgresCredentials(database),
                        new PostgresSessions(database),
                        new PostgresAttempts(database),
                        new PostgresSigningKeys(database)),
                new PostgresStore(database),
                environment,
                lanes);
    }

    /** In memory: nothing survives the process. */
    public static UsersService inMemory(Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static UsersService inMemory(Memory memory, Environment environment, int lanes) {
        return new UsersService(memory.ports, memory.store, environment, lanes);
    }

    private static ServiceDefinition definition(Ports ports) {
        Users users = ports.users();
        EmailClaims claims = ports.claims();
        Credentials credentials = ports.credentials();
        return ServiceDefinition.named("users")
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.users",
                        RegisterUser.class,
                        RegisterUser.Registration.class,
                        ChangeRoles.class,
                        ChangeRoles.RolesChanged.class,
                        ChangePassword.class,
                        ChangePassword.PasswordChanged.class,
                        EraseUser.class,
                        EraseUser.Erasure.class))
                .handle(RegisterUser.class, new RegisterUserHandler(users, claims, credentials))
                .handle(ChangeRoles.class, new ChangeRolesHandler(users))
                .handle(EraseUser.class, new EraseUserHandler(users, claims, credentials))
                .handle(ChangePassword.class, new ChangePasswordHandler(users, credentials))
                .build();
    }

    /** The access tokens that it issues, for whoever checks them in this process. */
    public BearerTokens tokens() {
        return tokens;
    }

    /** The same for other processes: {@code users} is where a users service answers. */
    public static BearerTokens tokensOf(URI users, InstantSource clock) {
        return JwtTokens.checkedWithKeysAt(JwtAccessTokens.ISSUER, users.resolve("/.well-known/jwks.json"), clock);
    }

    /** Makes an admin, if nobody can sign in yet; the runtime must have been started. */
    public Optional<FirstAdmin.Account> firstAdmin() {
        return firstAdmin.makeIfNeeded();
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(UsersService.class, "openapi.json");
        api.routes(routes);
        sessionsApi.routes(routes);
    }
}
