/** The language of SCIM's requests (RFC 7644 §3.4.2.2, §3.10): read here once, for every service that takes it. */
@NullMarked
package com.scrydon.scim.language;

import org.jspecify.annotations.NullMarked;
