/** Answers of SCIM: JSON, media types, locations, and lists that go out as they are read (decision 020). */
@NullMarked
package com.scrydon.scim.ingress.scim.answers;

import org.jspecify.annotations.NullMarked;
