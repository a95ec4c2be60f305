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
