/** scimctl. */
@NullMarked
package com.scrydon.scim.ctl;

import org.jspecify.annotations.NullMarked;
