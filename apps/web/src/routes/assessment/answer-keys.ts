import { type GivenState, stateOfKey } from './answer-state.ts'

/** What a key asks for on the screen of an assessment. */
export type KeyAct =
  | { readonly kind: 'state'; readonly state: GivenState }
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'edge'; readonly end: boolean }
  | {
      readonly kind:
        | 'clear'
        | 'undo'
        | 'note'
        | 'evidence'
        | 'comment'
        | 'search'
        | 'focus'
        | 'open'
        | 'next-open'
        | 'select'
        | 'bulk'
        | 'help'
        | 'leave'
    }

const ACTS: Readonly<Record<string, KeyAct>> = {
  ArrowDown: { kind: 'move', by: 1 },
  ArrowRight: { kind: 'move', by: 1 },
  j: { kind: 'move', by: 1 },
  ArrowUp: { kind: 'move', by: -1 },
  ArrowLeft: { kind: 'move', by: -1 },
  k: { kind: 'move', by: -1 },
  PageDown: { kind: 'move', by: 12 },
  PageUp: { kind: 'move', by: -12 },
  Home: { kind: 'edge', end: false },
  End: { kind: 'edge', end: true },
  '0': { kind: 'clear' },
  z: { kind: 'undo' },
  n: { kind: 'note' },
  e: { kind: 'evidence' },
  c: { kind: 'comment' },
  '/': { kind: 'search' },
  f: { kind: 'focus' },
  Enter: { kind: 'open' },
  o: { kind: 'next-open' },
  x: { kind: 'select' },
  ' ': { kind: 'select' },
  b: { kind: 'bulk' },
  '?': { kind: 'help' },
  Escape: { kind: 'leave' },
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly target: EventTarget | null
}

/** Where keys belong to the element: text fields, and on buttons and options those that press them. */
function belongsToElement({ key, target }: Pressed): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role="dialog"]') !== null) return true
  if (target.closest('[role="menu"]') !== null) return stateOfKey(key) === undefined
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLInputElement)
    return target.type !== 'checkbox' && target.type !== 'radio' ? true : key === ' ' || key.startsWith('Arrow')
  return (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) && (key === 'Enter' || key === ' ')
}

/** The act of a key press; null where the key means nothing here or belongs to a field. Ctrl+Z undoes too. */
export function actOfKey(pressed: Pressed): KeyAct | null {
  if (belongsToElement(pressed)) return null
  if ((pressed.ctrlKey || pressed.metaKey) && pressed.key.toLowerCase() === 'z') return { kind: 'undo' }
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null
  const state = stateOfKey(pressed.key)
  return state === undefined ? (ACTS[pressed.key] ?? null) : { kind: 'state', state }
}
