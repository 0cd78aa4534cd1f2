package skald.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account that PostgreSQL runs as. It refuses to run as root, so under root it gets another account, or a user
 * namespace in which root has no powers.
 *
 * @param prefix what comes before a command to run it so; each program in it replaces itself by the next, so that the
 *     process that Java starts becomes PostgreSQL itself
 * @param owner the account that must own PostgreSQL's files, where that is not the account of this process
 */
record ServerAccount(List<String> prefix, Optional<Owner> owner) {
    /** A user and its group, by number. */
    record Owner(int user, int group) {
        static Owner of(Path path) throws IOException {
            return new Owner(
                    (Integer) Files.getAttribute(path, "unix:uid"), (Integer) Files.getAttribute(path, "unix:gid"));
        }
    }

    private static final int ROOT = 0;

    static boolean isRoot() {
        return currentUser() == ROOT;
    }

    /**
     * Chooses the account. A cluster that exists is run by whoever owns it.
     *
     * @param home the folder that holds the cluster, and exists
     */
    static ServerAccount choose(Path home, Path cluster) throws IOException {
        Optional<Owner> clusterOwner = Files.exists(cluster) ? Optional.of(Owner.of(cluster)) : Optional.empty();
        if (!isRoot()) {
            if (clusterOwner.isPresent() && clusterOwner.get().user() != currentUser()) {
                throw new DataFolderException(
                        "The database in %s belongs to %s. Start Skald as that user or as root, or choose another folder with --data."
                                .formatted(cluster, Files.getOwner(cluster).getName()));
            }
            return new ServerAccount(List.of(), Optional.empty());
        }
        Stream<ServerAccount> candidates;
        if (clusterOwner.isEmpty()) {
            candidates = Stream.concat(ordinaryAccounts(home), namespace().stream());
        } else if (clusterOwner.get().user() == ROOT) {
            candidates = namespace().stream();
        } else {
            candidates = clusterOwner.map(ServerAccount::account).stream();
        }
        return candidates.filter(account -> account.reaches(home)).findFirst().orElseThrow(() -> unreachable(home));
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives a file or folder of ours to the account. */
    void own(Path path) throws IOException {
        if (owner.isPresent()) {
            Files.setAttribute(path, "unix:uid", owner.get().user());
            Files.setAttribute(path, "unix:gid", owner.get().group());
        }
    }

    private boolean reaches(Path folder) {
        return Command.succeeds(command(List.of("/bin/sh", "-c", "cd \"$1\"", "sh", folder.toString())));
    }

    /** The accounts to try for a new cluster: the owner of the data folder, postgres, nobody. */
    private static Stream<ServerAccount> ordinaryAccounts(Path home) {
        List<Owner> owners = new ArrayList<>();
        try {
            owners.add(Owner.of(home.getParent()));
            List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
            for (String name : List.of("postgres", "nobody")) {
                accounts.stream()
                        .map(line -> line.split(":"))
                        .filter(fields -> fields.length > 3 && fields[0].equals(name))
                        .map(fields -> new Owner(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                        .forEach(owners::add);
            }
        } catch (IOException _) {
            // No list of accounts: the namespace remains.
        }
        return owners.stream().filter(owner -> owner.user() != ROOT).map(ServerAccount::account);
    }

    private static ServerAccount account(Owner owner) {
        List<String> prefix = List.of(
                Command.find("setpriv").orElse("setpriv"),
                "--reuid=" + owner.user(),
                "--regid=" + owner.group(),
                "--clear-groups",
                "--no-new-privs");
        return new ServerAccount(prefix, Optional.of(owner));
    }

    /**
     * A user namespace without any mapping: root there has no privileges and PostgreSQL sees the overflow user, while the
     * files stay root's own. For data folders below one that only root may enter, such as /root.
     */
    private static Optional<ServerAccount> namespace() {
        return Command.find("unshare").map(unshare -> new ServerAccount(List.of(unshare, "-U"), Optional.empty()));
    }

    private static DataFolderException unreachable(Path home) {
        String closed = Stream.iterate(home, folder -> folder != null, Path::getParent)
                .filter(folder -> !isOpenToAll(folder))
                .reduce((_, outermost) -> outermost)
                .map(folder -> "only its owner may enter " + folder)
                .orElse("this system lets root become no other user (setpriv and unshare failed)");
        return new DataFolderException(
                "PostgreSQL does not run as root, and no other account can use %s: %s. Choose a folder that all may enter with --data (for instance under /var/lib), or start Skald as an ordinary user."
                        .formatted(home, closed));
    }

    private static boolean isOpenToAll(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException _) {
            return false;
        }
    }

    private static int currentUser() {
        return (int) new UnixSystem().getUid();
    }
}
