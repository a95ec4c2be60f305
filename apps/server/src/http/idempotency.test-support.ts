import { createHash } from 'node:crypto'
import type { GivenAnswer, IdempotencyStore } from './idempotency.ts'

/** Keys in memory, for routes that need no database. */
export function memoryIdempotency(): IdempotencyStore {
  const entries = new Map<string, { readonly fingerprint: string; answer: GivenAnswer | undefined }>()
  return {
    begin: async (call, content) => {
      const name = JSON.stringify(call)
      const fingerprint = createHash('sha256').update(content).digest('hex')
      const entry = entries.get(name)
      if (entry !== undefined) {
        if (entry.fingerprint !== fingerprint) return { kind: 'different' }
        if (entry.answer === undefined) return { kind: 'running' }
        const { body } = entry.answer
        return body === null ? { kind: 'done' } : { kind: 'stored', answer: { ...entry.answer, body } }
      }
      const made: { readonly fingerprint: string; answer: GivenAnswer | undefined } = { fingerprint, answer: undefined }
      entries.set(name, made)
      return {
        kind: 'new',
        held: {
          run: (work) => work(),
          finish: async (answer) => void (made.answer = answer),
          release: async () => void entries.delete(name),
        },
      }
    },
  }
}
