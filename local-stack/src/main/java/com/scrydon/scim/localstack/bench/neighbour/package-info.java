/** One organisation that does its worst beside another that works: for the test and the measurement of what the latter feels (R28c). */
@NullMarked
package com.scrydon.scim.localstack.bench.neighbour;

import org.jspecify.annotations.NullMarked;
