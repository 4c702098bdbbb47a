package com.scrydon.scim.proof;

/**
 * One stored record as the chain sees it.
 *
 * @param position 1, 2, 3 … without gaps
 * @param raw the stored bytes
 * @param salt the stored salt
 * @param leaf the stored leaf
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes from the store to the hash; never compared
public record Link(long position, byte[] raw, byte[] salt, byte[] leaf) {}
