/** Sign-ins at the admin console, which has no outbox, told to the audit log for it (R31). */
@NullMarked
package com.scrydon.scim.ingress.management.signins;

import org.jspecify.annotations.NullMarked;
