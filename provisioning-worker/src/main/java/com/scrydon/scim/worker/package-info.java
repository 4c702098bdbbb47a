/** provisioning-worker. */
@NullMarked
package com.scrydon.scim.worker;

import org.jspecify.annotations.NullMarked;
