/**
 * Retrievers that count or take means: what a network has to beat, and proposers beside one. Each is built from its
 * paper, which its javadoc names.
 */
@NullMarked
package io.segue.models.baseline;

import org.jspecify.annotations.NullMarked;
