/** What SCIM refuses, and why: refusals are values until the one place that answers them. */
@NullMarked
package com.scrydon.scim.ingress.scim.problems;

import org.jspecify.annotations.NullMarked;
