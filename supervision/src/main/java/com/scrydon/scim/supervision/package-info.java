/** Every thread of ours begins anew when it fails, and a process that answers nothing ends, so that it is started again. */
@NullMarked
package com.scrydon.scim.supervision;

import org.jspecify.annotations.NullMarked;
