package skald.users.application;

import java.util.UUID;
import skald.contracts.users.UserErased;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.users.domain.User;

/** Erases a user and frees the address; once more changes nothing. */
public final class EraseUserHandler implements Handler<EraseUser> {
    private final Users users;
    private final EmailClaims claims;
    private final Credentials credentials;

    /** Decides over these states. */
    public EraseUserHandler(Users users, EmailClaims claims, Credentials credentials) {
        this.users = users;
        this.claims = claims;
        this.credentials = credentials;
    }

    @Override
    public void needs(Message<EraseUser> message, Needs needs) {
        EraseUser command = message.body();
        needs.of(users, command.userId())
                .of(claims, command.email().normalized())
                .of(credentials, command.userId());
    }

    @Override
    public void decide(Message<EraseUser> message, Work work) {
        UUID id = message.body().userId();
        switch (work.get(users, id)) {
            case null -> work.refuse(new Refused.Unknown());
            case User.Erased _ -> work.reply(new EraseUser.Erasure());
            case User.Registered user -> {
                work.put(users, id, user.erasedAt(work.now()));
                work.remove(claims, user.email().normalized());
                if (work.get(credentials, id) != null) {
                    work.remove(credentials, id);
                }
                work.publish(id.toString(), new UserErased(id.toString()));
                work.reply(new EraseUser.Erasure());
            }
        }
    }
}
