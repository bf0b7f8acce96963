/** Action scripts: the user's programs that run at named moments of a dump or restore. */
@NullMarked
package dev.stasis.engine.script;

import org.jspecify.annotations.NullMarked;
