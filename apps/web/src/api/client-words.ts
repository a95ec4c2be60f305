import type { ApiProblem } from '@caponier/contract/kit/problem'

/** What the typed client itself says, where no answer came that could say it. `{}` is what it puts in. */
export const CLIENT_GERMAN: Readonly<Record<string, string>> = {
  'The server cannot be reached.': 'Der Server ist nicht zu erreichen.',
  'Check the connection and whether the server runs, then try again. Nothing was changed that was not confirmed.':
    'Prüfen Sie die Verbindung und ob der Server läuft, dann versuchen Sie es noch einmal. Nichts wurde geändert, was nicht bestätigt war.',
  'The call was cancelled.': 'Der Aufruf wurde abgebrochen.',
  'The answer was HTTP {}.': 'Die Antwort war HTTP {}.',
  'params.{} cannot stand in a path': 'params.{} kann nicht in einem Pfad stehen',
}

function inGerman(text: string): string {
  const whole = CLIENT_GERMAN[text]
  if (whole !== undefined) return whole
  for (const [sentence, german] of Object.entries(CLIENT_GERMAN)) {
    const [before = '', after] = sentence.split('{}')
    if (after !== undefined && text.startsWith(before) && text.endsWith(after))
      return german.replace('{}', () => text.slice(before.length, text.length - after.length))
  }
  return text
}

/** A problem that the client found itself, in the language of the page; what the server says comes in it already. */
export function clientProblem(problem: ApiProblem, language: 'en' | 'de'): ApiProblem {
  if (language === 'en') return problem
  const { detail, mend } = problem
  return {
    ...problem,
    ...(detail !== undefined && { detail: inGerman(detail) }),
    ...(mend !== undefined && { mend: inGerman(mend) }),
  }
}
