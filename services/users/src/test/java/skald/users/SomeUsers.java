package skald.users;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import skald.toolkit.Environment;
import skald.toolkit.Ids;
import skald.users.application.RegisterUser;
import skald.users.domain.EmailAddress;
import skald.users.domain.Role;
import skald.users.domain.Roles;
import skald.users.domain.User;

/** What tests of users talk about. */
final class SomeUsers {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID ANNA_ID = UUID.fromString("0190a3c8-7b1e-7c54-9d5e-0f6a1b2c3d4e");
    static final UUID BERT_ID = UUID.fromString("0190a3c8-7b1f-7c54-9d5e-0f6a1b2c3d4e");
    static final EmailAddress ANNAS_ADDRESS = new EmailAddress("Anna@example.org");

    private SomeUsers() {}

    static User.Registered anna() {
        return new User.Registered(ANNA_ID, ANNAS_ADDRESS, "Anna Ångström", Roles.ofCustomer(), NOON);
    }

    static User.Registered bert() {
        Roles roles = new Roles(List.of(Role.ADMIN, Role.SUPPORT));
        return new User.Registered(BERT_ID, new EmailAddress("bert@example.org"), "Bert", roles, NOON.plusSeconds(1));
    }

    static RegisterUser registrationOf(User.Registered user) {
        return new RegisterUser(user.id(), user.email(), user.name(), user.roles());
    }

    /** A world in which it is always noon and ids count up. */
    static Environment environment() {
        AtomicLong last = new AtomicLong();
        Ids ids = () -> new UUID(0x0190_a3c8_7b20_7000L, 0x8000_0000_0000_0000L | last.incrementAndGet());
        return new Environment(() -> NOON, ids, new Random(1), Executors.newVirtualThreadPerTaskExecutor());
    }
}
