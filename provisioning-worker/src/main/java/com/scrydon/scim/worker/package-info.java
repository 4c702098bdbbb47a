/** Brings what is in effect in line with what was decided: planning turns facts into tasks, applying recomputes accounts. */
@NullMarked
package com.scrydon.scim.worker;

import org.jspecify.annotations.NullMarked;
