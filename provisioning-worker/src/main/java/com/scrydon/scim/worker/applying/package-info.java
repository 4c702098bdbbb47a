/** Recomputes accounts under their lock and writes the difference with its facts. */
@NullMarked
package com.scrydon.scim.worker.applying;

import org.jspecify.annotations.NullMarked;
