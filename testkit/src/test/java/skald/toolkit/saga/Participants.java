package skald.toolkit.saga;

import java.util.ArrayList;
import java.util.List;
import skald.testkit.Decision;

/**
 * The participants of a {@link Trip}, as they must be: idempotent, they undo what was never done, and do nothing that was
 * undone before. At one step something goes wrong.
 */
final class Participants {
    /** What goes wrong. */
    enum Fault {
        /** It says no. */
        REFUSED,
        /** It never hears the command. */
        SILENT,
        /** It does it, but its answer never arrives. */
        ANSWER_LOST,
        /** Its answer arrives twice. */
        ANSWERED_TWICE,
        /** The first command arrives only when everything else is over. */
        REORDERED,
        /** The coordinator decides its answer, crashes before the commit, and decides it again. */
        CRASH_BEFORE_COMMIT,
        /** It crashes after its own commit and gets the command again; both answers arrive. */
        CRASH_AFTER_COMMIT;

        boolean isSilent() {
            return this == SILENT || this == ANSWER_LOST || this == REORDERED;
        }
    }

    /** More than the longest story takes: three attempts of each command and of each compensation. */
    private static final int MOST_ROUNDS = 200;

    private final Trip trip;
    private final String faulty;
    private final Fault fault;
    private final List<Decision.Sent> late = new ArrayList<>();
    private boolean recovered;

    Participants(Trip trip, String faulty, Fault fault) {
        this.trip = trip;
        this.faulty = faulty;
        this.fault = fault;
    }

    boolean isSilent() {
        return fault.isSilent();
    }

    /** Everything works again, and the operator has stuck steps tried again. */
    void recover() {
        recovered = true;
        for (SagaInstance saga : trip.all()) {
            if (saga.status() == SagaStatus.STUCK) {
                trip.intervene(saga.id(), SagaVerb.RETRY);
            }
        }
    }

    /** Carries out commands until the one of {@code step} was sent, which stays unanswered. */
    void settleUntilSent(String step) {
        for (int i = 0; i < MOST_ROUNDS && !trip.lastSent.containsKey(step) && !trip.outbox.isEmpty(); i++) {
            carryOut(trip.outbox.removeFirst());
        }
    }

    /** Carries out commands and lets time pass until nothing moves any more. */
    void settle() {
        drain();
        for (int i = 0; i < MOST_ROUNDS && !late.isEmpty(); i++) {
            List<Decision.Sent> overtaken = List.copyOf(late);
            late.clear();
            overtaken.forEach(this::obey);
            drain();
        }
    }

    private void drain() {
        int idle = 0;
        for (int i = 0; i < MOST_ROUNDS && idle < 5; i++) {
            if (!trip.outbox.isEmpty()) {
                carryOut(trip.outbox.removeFirst());
                idle = 0;
            } else if (trip.decision.timers().isEmpty()) {
                break;
            } else {
                // A parent whose child is stuck looks after it once an hour, for ever.
                idle++;
                trip.nextTimer();
            }
        }
    }

    private void carryOut(Decision.Sent command) {
        boolean wrong = !recovered
                && command.body() instanceof Trip.Do act
                && act.step().equals(faulty);
        if (!wrong) {
            obey(command);
            return;
        }
        switch (fault) {
            case REFUSED -> trip.decide(new Trip.Refused(faulty, "no"), command.saga());
            case SILENT -> {}
            case ANSWER_LOST -> {
                if (trip.participants.get(faulty) != Trip.Memory.UNDONE) {
                    trip.participants.put(faulty, Trip.Memory.DONE);
                }
            }
            case REORDERED -> late.add(command);
            case ANSWERED_TWICE, CRASH_AFTER_COMMIT -> {
                obey(command);
                obey(command);
            }
            case CRASH_BEFORE_COMMIT -> {
                trip.rehearse = true;
                obey(command);
                trip.rehearse = false;
            }
        }
    }

    private void obey(Decision.Sent command) {
        switch (command.body()) {
            case Trip.Do act -> {
                if (trip.participants.get(act.step()) != Trip.Memory.UNDONE) {
                    trip.participants.put(act.step(), Trip.Memory.DONE);
                    trip.decide(new Trip.Done(act.step()), command.saga());
                }
            }
            case Trip.Undo undo -> {
                trip.participants.put(undo.step(), Trip.Memory.UNDONE);
                if (undo.step().equals("visa")) {
                    List.of("form", "stamp", "file").forEach(part -> trip.participants.put(part, Trip.Memory.UNDONE));
                }
                trip.decide(new Trip.Undone(undo.step()), command.saga());
            }
            default -> throw new IllegalStateException("not a command: " + command.body());
        }
    }
}
