/** What an event log knows of an event, beyond the event. */
@NullMarked
package io.segue.state.log;

import org.jspecify.annotations.NullMarked;
