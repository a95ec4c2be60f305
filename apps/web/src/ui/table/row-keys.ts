import type { KeyboardEvent } from 'react'
import { useState } from 'react'

interface RowKeys {
  readonly rows: number
  readonly open: (index: number) => void
  readonly toggle: (index: number) => void
  readonly reveal: (index: number) => void
  readonly search: () => void
}

/** Keys of a list: arrows or j and k move, x selects, Enter opens, / searches. Gives the active row and what to hang on the frame. */
export function useRowKeys({ rows, open, toggle, reveal, search }: RowKeys): readonly [number, (event: KeyboardEvent) => void] {
  const [active, setActive] = useState(-1)
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(rows - 1, to))
    setActive(next)
    reveal(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey || rows === 0) return
    const act = {
      ArrowDown: () => move(active + 1),
      j: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      k: () => move(active - 1),
      Home: () => move(0),
      End: () => move(rows - 1),
      Enter: () => open(active),
      x: () => toggle(active),
      '/': search,
    }[event.key]
    if (act === undefined || (event.key === 'Enter' && event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    act()
  }
  return [Math.min(active, rows - 1), onKeyDown]
}
