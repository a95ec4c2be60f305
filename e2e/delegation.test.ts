import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { openPlace, picture } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

const LINE = '/t/brenner/gaps/iec62443-3-3:2013/zone:gersthofen-line-2'
const CELL = { tenant: 'brenner', framework: 'iec62443-3-3:2013', subject: 'zone:gersthofen-line-2' } as const

/** A respondent of the site, who came by an invitation; the token of their session. */
async function respondent(name: string): Promise<string> {
  const invited = await place.api('invitations.add', {
    params: { tenant: 'brenner' },
    body: {
      name,
      email: 'respondent@example.com',
      language: 'en',
      grants: [{ role: 'respondent', scope: { kind: 'site', id: 'gersthofen' } }],
    },
  })
  if (!invited.ok) throw new Error(JSON.stringify(invited.problem))
  const token = /#([\w-]+)/.exec(JSON.stringify(invited.value))?.[1] ?? ''
  const accepted = await fetch(`${place.url}/api/session/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-caponier': '1', origin: place.url },
    body: JSON.stringify({ token, name, password: 'four calm words today', language: 'en' }),
  })
  expect(accepted.status).toBe(201)
  return /caponier_session=([^;]+)/.exec(accepted.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

test('delegated, answered on a phone, submitted, returned, submitted again, accepted', { timeout: 180_000 }, async () => {
  const token = await respondent('Line Respondent')
  const lead = await place.open()
  await lead.go(`${LINE}?r=SR%201.1`)
  await lead.page.locator('[role="row"][data-current="true"]').waitFor()
  for (const key of ['x', 'j', 'x']) await lead.page.keyboard.press(key)
  await picture(lead.page, 'assessment')
  await lead.page.getByRole('region', { name: '2 selected' }).getByRole('button', { name: 'Delegate' }).click()
  await lead.page.getByPlaceholder('Choose a member').click()
  await lead.page.getByRole('option', { name: 'Line Respondent' }).click()
  await lead.page.getByLabel('Note to them').fill('Please look at the panels.')
  await lead.page.getByRole('dialog').getByRole('button', { name: 'Delegate' }).click()
  await lead.page.getByText('Delegated to Line Respondent').waitFor()

  const phone = await place.open({ width: 390, height: 844 }, token)
  await phone.go('/t/brenner/mine')
  await phone.page.getByRole('button', { name: /Answer|Go on/ }).click()
  await phone.page.getByRole('radiogroup').waitFor()
  await picture(phone.page, 'my-questions')
  await phone.page.getByRole('button', { name: 'Add evidence' }).click()
  const form = phone.page.getByRole('form', { name: 'New evidence' })
  await form.locator('input[type="file"]').setInputFiles({ name: 'panel-4.txt', mimeType: 'text/plain', buffer: Buffer.from('photo') })
  await form.getByLabel('until').fill('2028-01-31')
  await form.getByRole('button', { name: 'Add the file as evidence' }).click()
  await phone.page.getByRole('button', { name: 'Take off panel-4' }).waitFor()
  await phone.page.getByRole('button', { name: 'Add evidence' }).click()
  await form.getByRole('textbox', { name: 'Name' }).fill('Visitors book')
  await form.getByLabel('Where it lies').fill('Gate house, shelf 2')
  await form.getByRole('button', { name: 'Record without a file' }).click()
  await phone.page.getByRole('button', { name: 'Take off Visitors book' }).waitFor()
  await phone.page.getByText('Gate house, shelf 2', { exact: false }).waitFor()
  await phone.page.getByRole('button', { name: 'Take off Visitors book' }).click()
  await phone.page.getByText('Gate house, shelf 2', { exact: false }).waitFor({ state: 'detached' })
  await phone.page.getByRole('radio', { name: 'Partly met' }).click()
  await phone.page.getByText('2 of 2', { exact: true }).waitFor()
  await phone.page.getByRole('radio', { name: 'Met', exact: true }).click()
  await phone.page.getByRole('button', { name: 'Submit' }).click()
  await phone.page.getByText('Submitted. Thank you.').waitFor()

  await lead.go('/t/brenner/gaps/delegated')
  await lead.page.getByRole('button', { name: /line 2/ }).click()
  await lead.page.getByText('panel-4.txt', { exact: false }).waitFor()
  await lead.page.getByRole('button', { name: 'Return' }).click()
  await lead.page.getByLabel('What should they look at again?').fill('Panel 4 as well?')
  await lead.page.getByRole('button', { name: 'Return' }).click()
  await lead.page.getByText('Panel 4 as well?').waitFor()

  // Without a reload: the stream tells the respondent.
  await phone.page.getByText('Returned to you').waitFor()
  await phone.page.getByText('Panel 4 as well?').waitFor()
  await phone.page.getByRole('button', { name: 'Submit' }).click()
  await lead.page.getByRole('button', { name: 'Accept these answers' }).click()
  await lead.page.getByText('accepted', { exact: true }).first().waitFor()

  const shown = await place.api('assessments.show', { params: CELL })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  const [first, second] = shown.value.rows
  expect([first?.state, second?.state, first?.acceptance]).toEqual(['partly', 'met', 'none'])

  // What somebody else has answered is confirmed, and submitting asks about what is not.
  const cell = { ...CELL, requirement: 'SR 2.2' }
  const standing = shown.value.rows.find((row) => row.requirement === 'SR 2.2')
  expect((await place.api('answers.save', { params: cell, body: { state: 'partly' }, version: standing?.version ?? 0 })).ok).toBe(true)
  const members = await place.api('assessments.members', { params: CELL })
  const assignee = members.ok ? members.value.members.find((one) => one.name === 'Line Respondent')?.user : undefined
  const asked = await place.api('assignments.add', {
    params: { tenant: 'brenner' },
    body: { framework: CELL.framework, subject: CELL.subject, requirements: ['SR 2.2'], assignee: assignee ?? '', due: '2099-12-31' },
  })
  if (!asked.ok) throw new Error(JSON.stringify(asked.problem))
  await phone.go('/t/brenner/mine')
  await phone.page.getByText('0 of 1 answered, 1 to confirm').waitFor()
  await phone.page.getByRole('button', { name: 'Answer', exact: true }).click()
  await phone.page.getByRole('button', { name: 'Confirm' }).waitFor()
  await phone.page.getByRole('button', { name: 'Submit' }).click()
  await phone.page.getByRole('alert').getByText('1 answer stands from before').waitFor()
  await phone.page.getByRole('button', { name: 'Look at them first' }).click()
  await phone.page.locator('body').press('Enter')
  await phone.page.getByText('1 of 1 answered', { exact: true }).waitFor()
  await phone.page.getByRole('button', { name: 'Submit', exact: true }).click()
  await phone.page.getByText('Submitted. Thank you.').waitFor()

  for (const screen of ['people', 'activity']) {
    await lead.go(`/t/brenner/${screen}`)
    await picture(lead.page, screen)
  }
  expect([...lead.faults, ...phone.faults]).toEqual([])
  await lead.context.close()
  await phone.context.close()
})

test('two people on one answer: both sides are shown, nothing is lost, and the other screen follows by itself', async () => {
  const opened = await place.open()
  await opened.page.route('**/events', (route) => route.abort())
  await opened.go(`${LINE}?r=SR%202.1`)
  const cell = { ...CELL, requirement: 'SR 2.1' }
  const before = await place.api('assessments.show', { params: CELL })
  if (!before.ok) throw new Error(JSON.stringify(before.problem))
  const version = before.value.rows.find((row) => row.requirement === 'SR 2.1')?.version ?? 0
  await opened.page.locator('[role="row"][data-current="true"]').waitFor()
  const saved = await place.api('answers.save', {
    params: cell,
    body: { state: 'partly', note: 'The shared login is still used.' },
    version,
  })
  expect(saved.ok).toBe(true)
  await opened.page.keyboard.press('3')
  const dialog = opened.page.getByRole('dialog', { name: 'Somebody else was faster' })
  await dialog.getByText('The shared login is still used.').waitFor()
  await picture(opened.page, 'conflict')
  await dialog.getByRole('button', { name: 'Save mine over it' }).click()
  await opened.page.getByRole('status', { name: 'Effect of the last answer' }).waitFor()
  const history = await place.api('answers.history', { params: cell })
  if (!history.ok) throw new Error(JSON.stringify(history.problem))
  expect(history.value.items.slice(0, 2).map((entry) => entry.state)).toEqual(['met', 'partly'])
  await opened.context.close()

  const watching = await place.open()
  await watching.go(`${LINE}?r=SR%202.1`)
  await watching.page.locator('[role="row"][data-current="true"] [data-state="met"][aria-checked="true"]').waitFor()
  const standing = history.value.items.length
  expect((await place.api('answers.save', { params: cell, body: { state: 'not-met' }, version: standing })).ok).toBe(true)
  await watching.page.locator('[role="row"][data-current="true"] [data-state="not-met"][aria-checked="true"]').waitFor()
  await watching.context.close()
})
