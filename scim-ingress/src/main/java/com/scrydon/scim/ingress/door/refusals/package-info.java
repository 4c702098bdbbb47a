/** Which answers of SCIM and of the management API are refusals that the audit log is to know (R31). */
@NullMarked
package com.scrydon.scim.ingress.door.refusals;

import org.jspecify.annotations.NullMarked;
