import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { ProblemError, problemOf } from '../api/client.ts'

/** Shows a failure that no part of the screen shows: what happened, what was kept, what to do. It stays until it is closed. */
export function showProblem(error: unknown): void {
  const problem = problemOf(error)
  const title = i18next.t(`common:problem.${problem.code}`)
  const message = [problem.detail, problem.kept, problem.mend].filter((one) => one !== undefined).join(' · ')
  notifications.show({ id: `${problem.code} ${message}`, color: 'red', title, message, autoClose: false, withBorder: true })
}

/** The last resort: a call that failed and that nobody waited for is shown all the same. */
export function showForgottenFailures(): void {
  window.addEventListener('unhandledrejection', (event) => {
    if (event.reason instanceof ProblemError) showProblem(event.reason)
  })
}
