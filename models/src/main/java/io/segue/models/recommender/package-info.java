/** The whole of it: retrievers and ranker, trained together, tried and written as one bundle. */
@NullMarked
package io.segue.models.recommender;

import org.jspecify.annotations.NullMarked;
