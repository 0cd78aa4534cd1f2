package skald.users;

import javax.sql.DataSource;
import skald.contracts.Contracts;
import skald.toolkit.Environment;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresStore;
import skald.users.adapter.in.UsersApi;
import skald.users.adapter.out.InMemoryEmailClaims;
import skald.users.adapter.out.InMemoryUsers;
import skald.users.adapter.out.PostgresEmailClaims;
import skald.users.adapter.out.PostgresUsers;
import skald.users.application.ChangeRoles;
import skald.users.application.ChangeRolesHandler;
import skald.users.application.EmailClaims;
import skald.users.application.EraseUser;
import skald.users.application.EraseUserHandler;
import skald.users.application.RegisterUser;
import skald.users.application.RegisterUserHandler;
import skald.users.application.Users;

/**
 * The users service: its one wiring. It reads no other service's log and publishes {@code UserRegistered},
 * {@code UserRolesChanged} and {@code UserErased}. Thread-safe.
 */
public final class UsersService implements HttpService {
    private final Service runtime;
    private final UsersApi api;

    private UsersService(Users users, EmailClaims claims, Store store, Environment environment, int lanes) {
        this.runtime = new Service(definition(users, claims), store, environment, lanes);
        this.api = new UsersApi(runtime, users);
    }

    /** On PostgreSQL; connections of {@code database} see the service's schema. */
    public static UsersService onPostgres(DataSource database, Environment environment, int lanes) {
        return new UsersService(
                new PostgresUsers(database),
                new PostgresEmailClaims(),
                new PostgresStore(database),
                environment,
                lanes);
    }

    /** In memory: nothing survives the process. */
    public static UsersService inMemory(Environment environment, int lanes) {
        return new UsersService(
                new InMemoryUsers(), new InMemoryEmailClaims(), new InMemoryStore(), environment, lanes);
    }

    private static ServiceDefinition definition(Users users, EmailClaims claims) {
        return ServiceDefinition.named("users")
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.users",
                        RegisterUser.class,
                        RegisterUser.Registration.class,
                        ChangeRoles.class,
                        ChangeRoles.RolesChanged.class,
                        EraseUser.class,
                        EraseUser.Erasure.class))
                .handle(RegisterUser.class, new RegisterUserHandler(users, claims))
                .handle(ChangeRoles.class, new ChangeRolesHandler(users))
                .handle(EraseUser.class, new EraseUserHandler(users, claims))
                .build();
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        api.routes(routes);
    }
}
