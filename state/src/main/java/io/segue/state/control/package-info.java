/** What the serving operator is told beside the interactions: releases, items, popularity. */
@NullMarked
package io.segue.state.control;

import org.jspecify.annotations.NullMarked;
