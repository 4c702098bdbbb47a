/** The outermost door of every service: what strangers send that no part behind it could read is put right or refused here. */
@NullMarked
package com.scrydon.scim.servicekit.door;

import org.jspecify.annotations.NullMarked;
