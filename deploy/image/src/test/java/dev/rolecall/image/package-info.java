/** What is in the image, without and with a container engine. */
@NullMarked
package dev.rolecall.image;

import org.jspecify.annotations.NullMarked;
