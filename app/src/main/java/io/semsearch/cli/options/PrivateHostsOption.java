package io.semsearch.cli.options;

import picocli.CommandLine.Option;

/** {@code --allow-private}: URLs of captions files are strangers'. */
public final class PrivateHostsOption {

    @Option(names = "--allow-private",
            description = "Fetch from private addresses too: this machine, its network. Only with captions that you "
                    + "trust.")
    private boolean allowed;

    public boolean isAllowed() {
        return allowed;
    }
}
