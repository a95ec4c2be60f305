import { grown } from './intern.ts'
import { CONN_STATES } from './names.ts'

/** Sums of one flow lie side by side, one number each, at `flow * FLOW_STRIDE + column`. */
export const FLOW_STRIDE = 8
export const FLOW = { answered: 0, oneWay: 1, attempts: 2, reversed: 3, bytesOut: 4, bytesIn: 5, first: 6, last: 7 } as const

/** The same for hosts. */
export const HOST_STRIDE = 4
export const HOST = { first: 0, last: 1, connections: 2, sent: 3 } as const

export const PROOF_LINES = 5
const STATES = CONN_STATES.length
const KEY = 3

/**
 * Flows under a key of three integers (source, target, and transport with port and service), as one hash table over typed
 * arrays: about 170 bytes per flow, no object per flow, no string per row.
 */
export interface FlowTable {
  /** Number of the flow, -1 where it is new. */
  readonly find: (source: number, target: number, what: number) => number
  readonly create: (source: number, target: number, what: number, file: number, time: number) => number
  readonly size: () => number
  readonly keyPart: (flow: number, part: 0 | 1 | 2) => number
  /** Grows with the table: fetch it anew after `create`. */
  readonly sums: () => Float64Array
  readonly countState: (flow: number, state: number) => void
  /** Rows of the flow per place in CONN_STATES. */
  readonly stateCount: (flow: number, state: number) => number
  /**
   * Keeps a line as proof, if it is of the file that the flow was created in.
   * @param place how many rows the flow had before, below PROOF_LINES
   */
  readonly prove: (flow: number, place: number, file: number, line: number) => void
  readonly proof: (flow: number) => { readonly file: number; readonly lines: readonly number[] }
}

export function createFlowTable(): FlowTable {
  let capacity = 1024
  let size = 0
  let slots = new Int32Array(capacity * 2)
  let keys = new Int32Array(capacity * KEY)
  let sums = new Float64Array(capacity * FLOW_STRIDE)
  let states = new Uint32Array(capacity * STATES)
  let files = new Int32Array(capacity)
  let lines = new Float64Array(capacity * PROOF_LINES)

  const slotOf = (source: number, target: number, what: number): number => {
    const mask = slots.length - 1
    let hash = Math.imul(source, 0x9e3779b1) ^ Math.imul(target, 0x85ebca6b) ^ Math.imul(what, 0xc2b2ae35)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (let entry = slots[slot] ?? 0; entry !== 0; entry = slots[slot] ?? 0) {
      const at = (entry - 1) * KEY
      if (keys[at] === source && keys[at + 1] === target && keys[at + 2] === what) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }
  const grow = (): void => {
    capacity *= 2
    keys = grown(keys, new Int32Array(capacity * KEY))
    sums = grown(sums, new Float64Array(capacity * FLOW_STRIDE))
    states = grown(states, new Uint32Array(capacity * STATES))
    files = grown(files, new Int32Array(capacity))
    lines = grown(lines, new Float64Array(capacity * PROOF_LINES))
    slots = new Int32Array(capacity * 2)
    for (let flow = 0; flow < size; flow++)
      slots[slotOf(keys[flow * KEY] ?? 0, keys[flow * KEY + 1] ?? 0, keys[flow * KEY + 2] ?? 0)] = flow + 1
  }

  return {
    find: (source, target, what) => (slots[slotOf(source, target, what)] ?? 0) - 1,
    create: (source, target, what, file, time) => {
      if (size === capacity) grow()
      const flow = size++
      slots[slotOf(source, target, what)] = flow + 1
      keys.set([source, target, what], flow * KEY)
      files[flow] = file
      sums[flow * FLOW_STRIDE + FLOW.first] = time
      sums[flow * FLOW_STRIDE + FLOW.last] = time
      return flow
    },
    size: () => size,
    keyPart: (flow, part) => keys[flow * KEY + part] ?? 0,
    sums: () => sums,
    countState: (flow, state) => {
      const at = flow * STATES + state
      states[at] = (states[at] ?? 0) + 1
    },
    stateCount: (flow, state) => states[flow * STATES + state] ?? 0,
    prove: (flow, place, file, line) => {
      if (files[flow] === file) lines[flow * PROOF_LINES + place] = line
    },
    proof: (flow) => ({
      file: files[flow] ?? 0,
      lines: [...lines.subarray(flow * PROOF_LINES, (flow + 1) * PROOF_LINES)].filter((line) => line > 0),
    }),
  }
}
