/**
 * YAML text becomes objects, or problems that name file, line, field and remedy.
 *
 * <p>Takes files and an environment. Reads YAML as Kubernetes' tools read it, fills in {@code ${VAR}}, applies the CRDs'
 * own files (schema, defaults, CEL rules, read from the class path) as an API server does, and binds what is left to the
 * records of {@link dev.airoute.api}. Gives {@link dev.airoute.controlplane.validate.ValidationResult}. A mistake of the
 * user is a {@link dev.airoute.controlplane.validate.Problem}, never an exception; an object with a problem is refused
 * alone. References between objects are not its business: they are resolved in translation.
 */
@NullMarked
package dev.airoute.controlplane.validate;

import org.jspecify.annotations.NullMarked;
