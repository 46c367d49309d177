/** What the serving operators are told beside the interactions: releases, items, their activity. */
@NullMarked
package io.segue.state.control;

import org.jspecify.annotations.NullMarked;
