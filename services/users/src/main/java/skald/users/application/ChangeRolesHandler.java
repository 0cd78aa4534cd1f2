package skald.users.application;

import java.util.UUID;
import skald.contracts.users.UserRolesChanged;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.users.domain.User;

/** Gives a registered user other roles; the same roles again change nothing and publish nothing. */
public final class ChangeRolesHandler implements Handler<ChangeRoles> {
    private final Users users;

    /** Decides over these states. */
    public ChangeRolesHandler(Users users) {
        this.users = users;
    }

    @Override
    public void needs(Message<ChangeRoles> message, Needs needs) {
        needs.of(users, message.body().userId());
    }

    @Override
    public void decide(Message<ChangeRoles> message, Work work) {
        ChangeRoles command = message.body();
        UUID id = command.userId();
        switch (work.get(users, id)) {
            case null -> work.refuse(new Refused.Unknown());
            case User.Erased _ -> work.refuse(new Refused.Gone());
            case User.Registered user -> {
                if (!user.roles().equals(command.roles())) {
                    work.put(users, id, user.withRoles(command.roles()));
                    work.publish(
                            id.toString(),
                            new UserRolesChanged(id.toString(), command.roles().words()));
                }
                work.reply(new ChangeRoles.RolesChanged());
            }
        }
    }
}
