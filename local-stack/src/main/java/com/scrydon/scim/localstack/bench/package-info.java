/** {@code ./scim bench}: how fast the system is, as ratios against what the same machine can do at all in the same run. */
@NullMarked
package com.scrydon.scim.localstack.bench;

import org.jspecify.annotations.NullMarked;
