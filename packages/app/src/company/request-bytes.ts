import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'

/** Gathers an uploaded body of at most `most` bytes. The server bounds it as well; this holds whoever calls. */
export async function wholeBody(body: ReadableStream<Uint8Array>, most: number): Promise<Result<Uint8Array, ApiProblem>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > most)
      return fail({
        code: 'too-large',
        detail: `the file has more than ${Math.round(most / 1024 / 1024)} MB`,
        kept: 'nothing was read',
        mend: 'split it',
      })
    chunks.push(chunk)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return ok(whole)
}

/** Who has a large body read now; each may take a hundred megabytes while it is unpacked. */
const reading = new Set<string>()

/** Reads and works through a large body of somebody while no other one of theirs is. Not of all together: a slow sender would keep others out. */
export async function alone<T>(name: string, work: () => Promise<Result<T, ApiProblem>>): Promise<Result<T, ApiProblem>> {
  if (reading.has(name))
    return fail({
      code: 'too-many',
      detail: 'another large file is being read',
      kept: 'nothing was read',
      mend: 'wait a moment and send it again',
      retryAfterSeconds: 5,
    })
  reading.add(name)
  try {
    return await work()
  } finally {
    reading.delete(name)
  }
}
