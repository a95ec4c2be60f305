import { Worker } from 'node:worker_threads'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ThreadJob, ThreadNews } from './job.ts'

const THREAD = new URL('./report-thread.ts', import.meta.url)

export type ThreadResult = Extract<ThreadNews, { kind: 'computed' | 'made' }>

/**
 * Runs one job in a thread. `signal` ends it at once, and the process that sets its PDF ends with it. A refusal is told in words; a bug
 * in the thread is thrown here.
 */
export function runThread(
  job: ThreadJob,
  options: { readonly signal: AbortSignal; readonly onStep: (step: 'data' | 'document') => void },
): Promise<Result<ThreadResult, string>> {
  const { signal, onStep } = options
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: job, execArgv: ['--no-warnings'] })
    let outcome: Result<ThreadResult, string> | undefined
    const stop = (): void => void thread.terminate()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    thread.on('message', (news: ThreadNews) => {
      if (news.kind === 'step') onStep(news.step)
      else outcome = news.kind === 'refused' ? fail(news.detail) : ok(news)
    })
    thread.on('error', (error) => {
      signal.removeEventListener('abort', stop)
      reject(error)
    })
    thread.on('exit', () => {
      signal.removeEventListener('abort', stop)
      if (signal.aborted) resolve(fail('cancelled'))
      else resolve(outcome ?? fail('the thread that makes it ended early; there may be too little memory'))
    })
  })
}
