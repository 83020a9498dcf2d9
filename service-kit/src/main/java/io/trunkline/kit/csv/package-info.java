/** Lists for people and their spreadsheets. */
@NullMarked
package io.trunkline.kit.csv;

import org.jspecify.annotations.NullMarked;
