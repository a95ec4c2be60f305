import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './browser.ts'
import type { OpenedPage, Place } from './place.ts'
import { openPlace, picture } from './place.ts'

const TENANT = 'brenner-antriebstechnik'
const SYSTEM = 'iec62443-3-3:2013'
const LINE = 'zone:gersthofen-line-1'

let place: Place
let tenant: string
beforeAll(async () => {
  place = await openPlace()
  const me = await place.api('session.show')
  tenant = me.ok ? (me.value.tenants[0]?.id ?? TENANT) : TENANT
})
afterAll(() => place.stop())

const textFile = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

/** Chooses the subject and requirements of the picker that is open. */
async function choose({ page }: OpenedPage, subject: string, option: RegExp, requirement: string): Promise<void> {
  await page.getByRole('combobox', { name: /Subject and framework/ }).fill(subject)
  await page.getByRole('option', { name: option }).first().click()
  await page.getByRole('combobox', { name: 'Requirements' }).fill(requirement)
  await page
    .getByRole('option', { name: new RegExp(`^${requirement.replaceAll('.', '\\.')} `) })
    .first()
    .click()
  await page.keyboard.press('Escape')
}

describe('evidence', () => {
  test('dropped, linked, looked at, used again, renewed when it runs out, taken off', async () => {
    const opened = await place.open()
    const { page } = opened
    await opened.go(`/t/${tenant}/evidence`)
    await page.locator('input[type="file"]').first().setInputFiles(textFile('Rule base line 1.txt', 'deny any any log\n'))
    await page.getByLabel('Last day').fill('2027-01-31')
    await page.getByRole('switch', { name: 'Link to requirements now' }).check()
    await choose(opened, 'Gersthofen line 1', /IEC 62443-3-3:2013/, 'SR 5.2')
    expect(await violations(page)).toEqual([])
    await picture(page, 'evidence-add')
    await page.getByRole('button', { name: 'Add evidence' }).click()
    // The drawer of the new evidence opens with its file shown as text, and what it proves.
    await page.getByText('deny any any log').waitFor()
    await page.getByRole('dialog').getByRole('link', { name: 'SR 5.2', exact: true }).waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'evidence-open')
    const id = new URL(page.url()).searchParams.get('open') ?? ''

    // One piece for many: a further requirement of the same zone.
    await page.getByRole('dialog').getByRole('button', { name: 'Link to requirements' }).click()
    await choose(opened, 'Gersthofen line 1', /IEC 62443-3-3:2013/, 'SR 1.1')
    await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'SR 1.1', exact: true }).waitFor()

    // Renewed: the newer one proves the same, the former keeps its dates.
    await page.getByRole('dialog').getByRole('button', { name: 'Renew' }).click()
    await page.locator('input[type="file"]').last().setInputFiles(textFile('Rule base line 1, 2027.txt', 'deny any any log\npermit plc\n'))
    await page.getByRole('button', { name: 'Renew' }).last().click()
    await page.getByText('permit plc').waitFor()
    const renewed = new URL(page.url()).searchParams.get('open') ?? ''
    expect(renewed).not.toBe(id)
    const links = await place.api('links.list', { params: { tenant }, query: { evidence: renewed } })
    expect(links.ok && links.value.links.flatMap((one) => one.requirements.map((row) => row.id)).toSorted()).toEqual(['SR 1.1', 'SR 5.2'])
    const former = await place.api('evidence.show', { params: { tenant, id } })
    expect(former).toMatchObject({ ok: true, value: { doc: { validUntil: '2027-01-31' } } })

    // Taken off one requirement: the list says so at once.
    await page.getByRole('button', { name: /^Take off .* SR 1\.1$/ }).click()
    await page.getByRole('button', { name: 'Take off', exact: true }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'SR 1.1', exact: true }).waitFor({ state: 'detached' })
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })

  test('what ran out no longer counts, and the list finds it', async () => {
    const added = await place.api('evidence.add', {
      params: { tenant },
      query: {
        name: 'Old test.txt',
        effective: '2025-01-01',
        validUntil: '2025-12-31',
        subject: LINE,
        framework: SYSTEM,
        requirement: ['SR 3.3'],
      },
      body: new Blob(['passed']),
    })
    expect(added.ok).toBe(true)
    const opened = await place.open({ language: 'de', dark: true })
    await opened.go(`/t/${tenant}/evidence`)
    await opened.page.getByRole('button', { name: 'Abgelaufen' }).click()
    await opened.page.getByPlaceholder('In dieser Liste suchen').fill('Old test')
    await opened.page.getByRole('button', { name: 'Old test' }).waitFor()
    await opened.page.getByText('abgelaufen', { exact: true }).first().waitFor()
    expect(await violations(opened.page)).toEqual([])
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })

  test('markup in a file is never run: it is offered to be saved, not shown', async () => {
    const added = await place.api('evidence.add', {
      params: { tenant },
      query: { name: 'drawing.svg', title: 'Hostile drawing' },
      body: new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>']),
    })
    const id = added.ok ? added.value.id : ''
    const opened = await place.open()
    await opened.go(`/t/${tenant}/evidence?open=${id}`)
    await opened.page.getByText('This type is not shown in the browser', { exact: false }).waitFor()
    expect(await opened.page.getByRole('button', { name: 'Show', exact: true }).count()).toBe(0)
    const url = `${place.url}/api/tenants/${tenant}/evidence/${id}/file`
    const answer = await opened.page.request.get(url)
    expect(answer.headers()['content-type']).toBe('application/octet-stream')
    expect(answer.headers()['content-disposition']).toContain('attachment')
    expect(answer.headers()['content-security-policy']).toContain('sandbox')
    expect(answer.headers()['x-content-type-options']).toBe('nosniff')
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })
})

describe('controls', () => {
  test('planned with what it answers, then put into operation', async () => {
    const opened = await place.open()
    const { page } = opened
    await opened.go(`/t/${tenant}/controls`)
    await page.getByRole('button', { name: 'Add a control' }).first().click()
    await page.getByLabel('Name').fill('Cell firewall at line 1')
    await choose(opened, 'Gersthofen line 1', /IEC 62443-3-3:2013/, 'SR 5.2')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'SR 5.2', exact: true }).waitFor()
    await page.getByRole('combobox', { name: 'New status' }).click()
    await page.getByRole('option', { name: 'operating' }).click()
    await page.getByRole('button', { name: 'Change the status' }).click()
    await page.getByRole('dialog').locator('li[data-now="true"]').getByText('operating').waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'control-open')
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })
})

describe('the reader', () => {
  test('from the palette to a requirement, to a duty, to what carries it', async () => {
    const opened = await place.open()
    const { page } = opened
    await opened.go(`/t/${tenant}/frameworks`)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('SR 5.2')
    await page
      .getByRole('option', { name: /^SR 5\.2 / })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /SR 5\.2/ }).waitFor()
    await page.getByRole('link', { name: '21(2)(e).4' }).click()
    await page.getByRole('heading', { level: 1, name: /21\(2\)\(e\)\.4/ }).waitFor()
    await page.getByRole('link', { name: 'SR 5.2', exact: true }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })

  test('adopting shows what would move before anything does', async () => {
    const opened = await place.open()
    const { page } = opened
    await opened.go(`/t/${tenant}/frameworks`)
    await page.getByRole('button', { name: 'Drop …' }).nth(2).click()
    await page.getByRole('dialog').getByText('What would move').waitFor()
    await page.getByRole('dialog').locator('tbody tr').first().waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'framework-preview')
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })
})

describe('reports', () => {
  test('asked for, watched, taken: the file is the one whose hash is shown', async () => {
    const opened = await place.open()
    const { page } = opened
    await opened.go(`/t/${tenant}/reports`)
    await page.getByLabel('XLSX').check()
    await page.getByLabel('PDF').uncheck()
    await page.getByRole('button', { name: 'Make', exact: true }).click()
    await page.getByRole('heading', { name: 'Being made' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByText('ready', { exact: true }).first().waitFor({ timeout: 60_000 })
    await page.getByRole('grid').getByRole('button', { name: 'Position' }).first().click()
    const download = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const saved = await download
    expect(saved.suggestedFilename()).toMatch(/-position-\d{4}-\d\d-\d\d-en\.xlsx$/)
    expect(await violations(page)).toEqual([])
    expect(opened.faults).toEqual([])
    await opened.context.close()
  })
})
