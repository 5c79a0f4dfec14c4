/**
 * Who calls: takes request headers and the snapshot, gives a {@link dev.airoute.extproc.auth.Caller}, and says what the
 * caller may do. Refuses with 401 whoever needs a key and has none that is known, with 403 a model outside the
 * consumer's allow-list. Sees keys, keeps only their SHA-256, logs neither.
 */
@NullMarked
package dev.airoute.extproc.auth;

import org.jspecify.annotations.NullMarked;
