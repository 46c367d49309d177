/** What pages are made of that need nothing else: text, style, and plots as SVG. */
@NullMarked
package io.segue.models.page;

import org.jspecify.annotations.NullMarked;
