package skald.platform.importer;

/** The file cannot be imported. The message says what is wrong with it and what to do. */
public final class ImportException extends RuntimeException {

    ImportException(String message) {
        super(message);
    }
}
