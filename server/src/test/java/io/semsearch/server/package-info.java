@NullMarked
package io.semsearch.server;

import org.jspecify.annotations.NullMarked;
