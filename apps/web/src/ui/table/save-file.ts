import type { ApiProblem } from '@caponier/contract/kit/problem'
import { ProblemError } from '../../api/client.ts'
import { showProblem } from '../problem-note.ts'

/** Hands a file to the browser to be saved under its name. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

type Fetched = { readonly ok: true; readonly value: File } | { readonly ok: false; readonly problem: ApiProblem }

/** Saves what a route answers with, and shows why it could not where it could not. */
export async function saveFetched(asked: Promise<Fetched>): Promise<void> {
  const file = await asked
  if (file.ok) saveFile(file.value)
  else showProblem(new ProblemError(file.problem))
}
