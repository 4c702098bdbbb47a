/** Answers of SCIM: JSON, media types, locations, and lists that go out as they are read (docs/decisions/020-streamed-answers.md). */
@NullMarked
package com.scrydon.scim.ingress.scim.answers;

import org.jspecify.annotations.NullMarked;
