/** Group and Team facts become tasks: one for every account whose effective Teams may have changed. */
@NullMarked
package com.scrydon.scim.worker.planning;

import org.jspecify.annotations.NullMarked;
