/** Why an account is in a Team, or what ended it (R38). */
@NullMarked
package com.scrydon.scim.worker.why;

import org.jspecify.annotations.NullMarked;
