/** The routes of the REST service: JSON in and out, and pictures. {@code /openapi.json} describes them. */
@NullMarked
package io.semsearch.server.api;

import org.jspecify.annotations.NullMarked;
