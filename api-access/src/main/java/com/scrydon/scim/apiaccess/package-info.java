/** api-access. */
@NullMarked
package com.scrydon.scim.apiaccess;

import org.jspecify.annotations.NullMarked;
