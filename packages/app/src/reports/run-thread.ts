import { Worker } from 'node:worker_threads'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { MakingStep, ReportJob, ThreadNews } from './job.ts'

const THREAD = new URL('./report-thread.ts', import.meta.url)

/**
 * Runs one job in a thread. `signal` ends it at once, and the process that sets its PDF ends with it. A refusal is told in words; a bug
 * in the thread is thrown here.
 */
export function runThread(
  job: ReportJob,
  options: { readonly signal: AbortSignal; readonly onStep: (step: MakingStep) => void },
): Promise<Result<Uint8Array, string>> {
  const { signal, onStep } = options
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: job, execArgv: ['--no-warnings'] })
    let outcome: Result<Uint8Array, string> | undefined
    const stop = (): void => void thread.terminate()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    thread.on('message', (news: ThreadNews) => {
      if (news.kind === 'step') onStep(news.step)
      else outcome = news.kind === 'refused' ? fail(news.detail) : ok(news.bytes)
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
