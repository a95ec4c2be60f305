import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildPath, pathMatcher, pathParamNames } from './http-path.ts'

const entry = (method: string, path: string) => ({ method, path })
const match = pathMatcher([
  entry('GET', '/api/tenants/{tenant}/answers/{id}'),
  entry('POST', '/api/tenants/{tenant}/answers/bulk'),
  entry('GET', '/api/tenants/{tenant}/answers'),
  entry('PUT', '/api/tenants/{tenant}/answers'),
  entry('GET', '/api/tenants/mine/answers'),
])
const of = (method: string, path: string): string => {
  const found = match(method, path)
  return found.kind === 'found' ? `${found.value.path} ${JSON.stringify(found.params)}` : found.kind
}

describe('matching', () => {
  test('literal segments win, parameters are decoded', () => {
    expect(of('GET', '/api/tenants/t1/answers/zone%3Aline-3')).toBe('/api/tenants/{tenant}/answers/{id} {"tenant":"t1","id":"zone:line-3"}')
    expect(of('GET', '/api/tenants/mine/answers')).toBe('/api/tenants/mine/answers {}')
    expect(of('POST', '/api/tenants/t1/answers/bulk')).toBe('/api/tenants/{tenant}/answers/bulk {"tenant":"t1"}')
    // Back from the literal branch, which does not know the method or ends too early.
    expect(of('GET', '/api/tenants/t1/answers/bulk')).toBe('/api/tenants/{tenant}/answers/{id} {"tenant":"t1","id":"bulk"}')
    expect(of('GET', '/api/tenants/mine/answers/x')).toBe('/api/tenants/{tenant}/answers/{id} {"tenant":"mine","id":"x"}')
    expect(of('PUT', '/api/tenants/mine/answers')).toBe('/api/tenants/{tenant}/answers {"tenant":"mine"}')
  })

  test('an encoded slash stays inside its value', () => {
    expect(of('GET', '/api/tenants/a%2Fb/answers')).toBe('/api/tenants/{tenant}/answers {"tenant":"a/b"}')
    expect(of('GET', '/api/tenants/a%252Fb/answers')).toBe('/api/tenants/{tenant}/answers {"tenant":"a%2Fb"}')
  })

  test('what does not exist, other methods, broken encoding', () => {
    expect(of('GET', '/api/tenants//answers')).toBe('none')
    expect(of('GET', '/api/tenants/t/answers/')).toBe('none')
    expect(of('GET', 'api')).toBe('none')
    expect(of('GET', '/api/tenants/%ff/answers')).toBe('malformed')
    expect(of('GET', '/api/tenants/%zz/answers')).toBe('malformed')
    const other = match('DELETE', '/api/tenants/t/answers/bulk')
    expect(other.kind === 'other-method' && [...other.methods].toSorted()).toEqual(['GET', 'POST'])
  })

  test('two entries for one method and path are refused', () => {
    expect(() => pathMatcher([entry('GET', '/a/{b}'), entry('GET', '/a/{c}')])).toThrow('two routes')
  })
})

describe('building', () => {
  test('whatever a parameter holds comes back from the match, also through a URL parser', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 1 }), (tenant, id) => {
        const path = buildPath('/api/tenants/{tenant}/answers/{id}', { tenant, id })
        if (['.', '..'].includes(tenant) || ['.', '..'].includes(id)) expect(path.ok).toBe(false)
        else if (path.ok) {
          const found = match('GET', new URL(path.value, 'http://localhost').pathname)
          expect(found.kind === 'found' && found.params).toEqual({ tenant, id })
        } else expect.unreachable()
      }),
      { numRuns: 1_000 },
    )
  })

  test('values that cannot stand in a path are refused', () => {
    expect(buildPath('/a/{b}', { b: '..' })).toEqual({ ok: false, problem: 'params.b cannot stand in a path' })
    expect(buildPath('/a/{b}', { b: '' }).ok).toBe(false)
    expect(buildPath('/a/{b}', { b: '\ud800' }).ok).toBe(false)
    expect(buildPath('/a/{constructor}').ok).toBe(false)
    expect(buildPath('/a/{b}', { b: 7 })).toEqual({ ok: true, value: '/a/7' })
    expect(pathParamNames('/a/{b}/c/{d}')).toEqual(['b', 'd'])
  })
})
