/** From the log into the index: each true fact once, in the order of the log, chained (R31, R33). */
@NullMarked
package com.scrydon.scim.audit.intake;

import org.jspecify.annotations.NullMarked;
