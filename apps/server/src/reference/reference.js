// The page at /api/: renders the OpenAPI document of this server. No library, no markup from strings: everything the document says is
// set as text.
import { schemaText } from './schema-text.js'

/** @typedef {import('./document-shape.ts').ApiDocument} ApiDocument */
/** @typedef {import('./document-shape.ts').Operation} Operation */
/** @typedef {import('./document-shape.ts').Parameter} Parameter */
/** @typedef {{ element: HTMLElement, words: string, tag: string }} Entry */

/**
 * Makes an element with attributes and children; text stays text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {readonly (Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, attributes = {}, children = []) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no #${id}`)
  return found
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
const table = (head, rows) =>
  make('table', {}, [
    make('thead', {}, [
      make(
        'tr',
        {},
        head.map((text) => make('th', { scope: 'col' }, [text])),
      ),
    ]),
    make(
      'tbody',
      {},
      rows.map((row) =>
        make(
          'tr',
          {},
          row.map((text) => make('td', {}, [text])),
        ),
      ),
    ),
  ])

/**
 * @param {ApiDocument} api
 * @param {Parameter} parameter
 */
const parameterRow = (api, parameter) => [
  parameter.name,
  `${parameter.in}${parameter.required === true ? ', required' : ''}`,
  parameter.schema === undefined ? '' : schemaText(api, parameter.schema, 1),
  parameter.description ?? parameter.schema?.description ?? '',
]

/**
 * An answer itself, where the operation only says where it stands.
 * @param {ApiDocument} api
 * @param {import('./document-shape.ts').Answer} answer
 */
const answerOf = (api, answer) => api.components?.responses?.[answer.$ref?.split('/').at(-1) ?? ''] ?? answer

/**
 * Every problem with what it looks like, and the headers of answers.
 * @param {ApiDocument} api
 */
function showComponents(api) {
  const headers = Object.entries(api.components?.headers ?? {}).map(([name, one]) => [
    name.replace(/(?<=[a-z])(?=[A-Z])/g, '-'),
    one.description ?? '',
  ])
  byId('headers').append(table(['Header', 'Meaning'], headers))
  for (const [code, { value }] of Object.entries(api.components?.examples ?? {}))
    byId('problems').append(
      make('details', {}, [make('summary', {}, [code]), make('pre', { tabindex: '0' }, [JSON.stringify(value, null, 2)])]),
    )
}

/**
 * What a route takes and gives, made when it is first opened.
 * @param {ApiDocument} api
 * @param {string} method
 * @param {string} path
 * @param {Operation} operation
 */
function operationBody(api, method, path, operation) {
  const parts = []
  parts.push(make('p', { class: 'told' }, [`${operation.operationId}. ${operation.description ?? ''}`]))
  const parameters = operation.parameters ?? []
  if (parameters.length > 0) {
    parts.push(make('h3', {}, ['Parameters']))
    parts.push(
      table(
        ['Name', 'Where', 'Type', 'Meaning'],
        parameters.map((one) => parameterRow(api, one)),
      ),
    )
  }
  for (const [type, content] of Object.entries(operation.requestBody?.content ?? {})) {
    parts.push(make('h3', {}, [`Body, ${type}`]))
    if (content.schema !== undefined) parts.push(make('pre', {}, [schemaText(api, content.schema)]))
    if (content.example !== undefined) parts.push(make('pre', {}, [JSON.stringify(content.example, null, 2)]))
  }
  parts.push(make('h3', {}, ['Answers']))
  const answers = Object.entries(operation.responses).map(([status, one]) => /** @type {const} */ ([status, answerOf(api, one)]))
  parts.push(
    table(
      ['Status', 'Meaning', 'Headers'],
      answers.map(([status, one]) => [status, one.description, Object.keys(one.headers ?? {}).join(', ')]),
    ),
  )
  for (const [status, response] of answers) {
    const content = status.startsWith('2') ? response.content?.['application/json'] : undefined
    if (content?.schema !== undefined) parts.push(make('pre', {}, [`${status}: ${schemaText(api, content.schema)}`]))
    if (content?.example !== undefined) parts.push(make('pre', {}, [JSON.stringify(content.example, null, 2)]))
  }
  const isStream = Object.values(operation.responses).some((one) => one.content?.['text/event-stream'] !== undefined)
  if (method === 'get' && !isStream) parts.push(...tryIt(path, parameters))
  return make('div', { class: 'body' }, parts)
}

/**
 * A form that calls a GET route with the session of this browser.
 * @param {string} path
 * @param {readonly Parameter[]} parameters
 */
function tryIt(path, parameters) {
  const output = make('pre', { hidden: '', tabindex: '0', 'aria-label': 'Answer' })
  const wanted = parameters.filter((one) => one.in === 'path' || one.in === 'query')
  const fields = wanted.map((one) => {
    const input = make('input', { autocomplete: 'off', ...(one.in === 'path' ? { required: '' } : {}) })
    return { one, input, label: make('label', {}, [one.name, input]) }
  })
  const form = make('form', {}, [...fields.map((field) => field.label), make('button', { type: 'submit' }, ['Send'])])
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    let url = path
    const query = new URLSearchParams()
    for (const { one, input } of fields)
      if (one.in === 'path') url = url.replace(`{${one.name}}`, () => encodeURIComponent(input.value))
      else if (input.value !== '') query.append(one.name, input.value)
    void send(query.size > 0 ? `${url}?${query}` : url, output)
  })
  return [make('h3', {}, ['Try it']), form, output]
}

/**
 * @param {string} url
 * @param {HTMLElement} output
 */
async function send(url, output) {
  output.hidden = false
  output.textContent = `GET ${url} ...`
  try {
    const answer = await fetch(url)
    const type = answer.headers.get('content-type') ?? ''
    const text = await answer.text()
    const shown = type.includes('json') ? JSON.stringify(JSON.parse(text), null, 2) : text
    output.textContent = `GET ${url}\n${answer.status} ${type}\n\n${shown.length > 100_000 ? `${shown.slice(0, 100_000)}\n... cut` : shown}`
  } catch {
    output.textContent = `GET ${url}\nThe server cannot be reached.`
  }
}

/**
 * @param {ApiDocument} api
 * @param {string} method
 * @param {string} path
 * @param {Operation} operation
 * @returns {Entry}
 */
function entry(api, method, path, operation) {
  const summary = make('summary', {}, [
    make('span', { class: `method ${method}` }, [method.toUpperCase()]),
    make('span', { class: 'path' }, [path]),
    make('span', { class: 'told' }, [operation.summary ?? '']),
  ])
  const element = make('details', { class: 'operation', id: operation.operationId }, [summary])
  element.addEventListener('toggle', () => {
    if (element.open && element.children.length === 1) element.append(operationBody(api, method, path, operation))
  })
  const words = [
    method,
    path,
    operation.operationId,
    operation.summary,
    operation.description,
    ...(operation.parameters ?? []).map((one) => one.name),
  ]
  return { element, words: words.join(' ').toLowerCase(), tag: operation.tags?.[0] ?? 'other' }
}

/** @param {ApiDocument} api */
function show(api) {
  byId('version').textContent = api.info.version
  showComponents(api)
  const entries = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => entry(api, method, path, one)),
  )
  const groups = Object.entries(Object.groupBy(entries, (one) => one.tag)).toSorted(([left], [right]) => (left < right ? -1 : 1))
  const sections = groups.map(([tag, members = []]) => {
    const section = make('section', { id: `tag-${tag}`, 'aria-label': tag }, [make('h2', {}, [tag]), ...members.map((one) => one.element)])
    const number = make('span', { class: 'told' }, [String(members.length)])
    const link = make('a', { href: `#tag-${tag}` }, [tag, number])
    return { section, link, number, members }
  })
  byId('operations').append(...sections.map((one) => one.section))
  byId('tags').append(...sections.map((one) => one.link))

  const search = /** @type {HTMLInputElement} */ (byId('search'))
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    byId('general').hidden = words.length > 0
    for (const { section, link, number, members } of sections) {
      for (const one of members) one.element.hidden = !words.every((word) => one.words.includes(word))
      const shown = members.filter((one) => !one.element.hidden).length
      number.textContent = String(shown)
      section.hidden = shown === 0
      link.hidden = shown === 0
    }
    byId('count').textContent = `${entries.filter((one) => !one.element.hidden).length} of ${entries.length} routes`
  }
  search.addEventListener('input', filter)
  filter()

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target instanceof HTMLDetailsElement) target.open = true
    target?.scrollIntoView()
  }
  addEventListener('hashchange', open)
  if (location.hash !== '') open()
}

try {
  const answer = await fetch('openapi.json')
  show(await answer.json())
} catch {
  byId('count').textContent = 'The document of the routes could not be loaded. Reload the page.'
}
