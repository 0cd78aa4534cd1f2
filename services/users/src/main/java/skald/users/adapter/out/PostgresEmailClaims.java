package skald.users.adapter.out;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;
import skald.users.application.EmailClaims;
import skald.users.domain.EmailClaim;

/** Claims in the table {@code email_claim}. */
public final class PostgresEmailClaims implements EmailClaims {

    private record Claim(String email, Versioned<EmailClaim> claim) {}

    @Override
    public Map<String, Versioned<EmailClaim>> load(Tx tx, Collection<String> keys) {
        Map<String, Versioned<EmailClaim>> found = new HashMap<>();
        Unnest.rows(keys)
                .texts(key -> key)
                .query(
                        tx,
                        "e-mail claims",
                        "select * from email_claim where email = any(?)",
                        row -> new Claim(
                                row.getString("email"),
                                new Versioned<>(
                                        new EmailClaim(row.getObject("user_id", UUID.class)), row.getLong("version"))))
                .forEach(claim -> found.put(claim.email(), claim.claim()));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<String, EmailClaim>> changes) {
        // Lanes write claims of each other's addresses; in one order they wait for each other and never in a circle.
        List<Change<String, EmailClaim>> ordered =
                changes.stream().sorted(Comparator.comparing(Change::key)).toList();
        Unnest.rows(ordered.stream()
                        .filter(change -> change.before() != null && change.after() == null)
                        .toList())
                .texts(Change::key)
                .longs(Change::version)
                .save(tx, "email_claim", """
                    delete from email_claim using unnest(?, ?) as freed (email, version)
                    where email_claim.email = freed.email and email_claim.version = freed.version
                    """);
        Unnest.rows(ordered.stream().filter(change -> change.after() != null).toList())
                .texts(Change::key)
                .longs(Change::nextVersion)
                .uuids(change -> change.written().userId())
                .save(tx, "email_claim", """
                    insert into email_claim (email, version, user_id) select * from unnest(?, ?, ?)
                    on conflict (email) do update set version = excluded.version, user_id = excluded.user_id
                    where email_claim.version = excluded.version - 1
                    """);
    }
}
