/** What an API answers when it refuses: problem details (RFC 9457). */
@NullMarked
package com.scrydon.scim.servicekit.problems;

import org.jspecify.annotations.NullMarked;
