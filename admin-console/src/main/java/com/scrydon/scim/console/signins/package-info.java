/** Reports of who signed in and who failed to, to the management API for the audit log (R31). */
@NullMarked
package com.scrydon.scim.console.signins;

import org.jspecify.annotations.NullMarked;
