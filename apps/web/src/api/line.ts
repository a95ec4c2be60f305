import { useSyncExternalStore } from 'react'

/** Does the server answer? `lost` while live updates cannot be had, as after a broken cable or a server that says nothing. */
export type LineState = 'open' | 'lost'

let state: LineState = 'open'
let isNewer = false
const watchers = new Set<() => void>()

const tell = (): void => watchers.forEach((watcher) => watcher())

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Notes whether the line stands. */
export function setLine(next: LineState): void {
  if (next === state) return
  state = next
  tell()
}

/** Notes that the server gives out other pages than this one. */
export function noteNewVersion(): void {
  if (isNewer) return
  isNewer = true
  tell()
}

export const useLine = (): LineState => useSyncExternalStore(watch, () => state)

/** Has the server a newer version of the pages than the one that runs here? */
export const useNewVersion = (): boolean => useSyncExternalStore(watch, () => isNewer)
