/** What {@code rolecall doctor} says of services that are set up wrongly, over real connections. */
@NullMarked
package dev.rolecall.app.doctor;

import org.jspecify.annotations.NullMarked;
