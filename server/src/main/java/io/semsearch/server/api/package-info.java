/** The routes of the REST service: JSON in and out, and pictures. {@code docs/server.md} describes them for people. */
@NullMarked
package io.semsearch.server.api;

import org.jspecify.annotations.NullMarked;
