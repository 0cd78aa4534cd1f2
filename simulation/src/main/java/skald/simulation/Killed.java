package skald.simulation;

/** Ends whatever a process that is dead was doing. An error, so that nothing which mends exceptions keeps it alive. */
final class Killed extends Error {
    Killed(String process) {
        super(process + " is dead", null, false, false);
    }
}
