package com.scrydon.scim.ingress.scim.answers;

import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON of an answer that is written piece by piece, so that no more than a piece of it is ever in memory. What it reads from the
 * store it reads in short statements of its own: no connection is held while bytes go out.
 */
@FunctionalInterface
public interface StreamedBody {

    /** Writes one JSON value. */
    void writeTo(JsonGenerator json) throws IOException;
}
