import { expect, test } from 'vitest'
import { clientProblem } from './client-words.ts'

test('what the client says itself is said in the language of the page; what the server said stays', () => {
  const away = { code: 'environment', detail: 'The server cannot be reached.' } as const
  expect(clientProblem(away, 'en')).toBe(away)
  expect(clientProblem(away, 'de').detail).toBe('Der Server ist nicht zu erreichen.')
  expect(clientProblem({ code: 'environment', detail: 'The answer was HTTP 502.' }, 'de').detail).toBe('Die Antwort war HTTP 502.')
  expect(clientProblem({ code: 'conflict', detail: 'Der Bericht wird noch erstellt.' }, 'de').detail).toBe(
    'Der Bericht wird noch erstellt.',
  )
})
