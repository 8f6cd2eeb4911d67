package io.semsearch.cli;

import io.semsearch.operations.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** Prints the version of the program and of Java. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[]{ProgramVersion.nameAndVersion(),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")"};
    }
}
