import type { Position } from '@caponier/core/position/index'

/** `position.json`: the position, indented, ending with a newline. */
export const positionText = (position: Position): string => `${JSON.stringify(position, null, 2)}\n`
