/**
 * The Maven plugin that enhances aggregates after compilation. Its goals are added to
 * every module that declares the plugin with {@code <extensions>true</extensions>}; no
 * executions have to be configured.
 */
@NullMarked
package io.eventsourcing.maven;

import org.jspecify.annotations.NullMarked;
