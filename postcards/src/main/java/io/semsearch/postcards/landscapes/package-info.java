/** Sky, water, trees and the landscapes of a postcard, one {@link io.semsearch.postcards.landscapes.Landscape} each. */
@NullMarked
package io.semsearch.postcards.landscapes;

import org.jspecify.annotations.NullMarked;
