import { z } from 'zod'
import { Id, Instant, Prose } from '@caponier/core/company/primitives'
import { route } from '../kit/route.ts'
import { cellParams } from './cells.ts'

const Uuid = z.uuid()

export const Comment = z
  .strictObject({
    id: Uuid,
    thread: Uuid.nullable().meta({ description: 'The comment that opened the thread; null for that one itself.' }),
    author: z.string().nullable().meta({ description: 'Name; null once the account was erased.' }),
    mine: z.boolean(),
    text: z.string(),
    mentions: z.array(z.strictObject({ user: Uuid, name: z.string() })),
    at: Instant,
    resolved: z.strictObject({ at: Instant, by: z.string().nullable() }).nullable(),
    version: z.int().min(1),
  })
  .meta({ id: 'Comment' })
export type Comment = z.infer<typeof Comment>

export const NewComment = z
  .strictObject({ text: Prose, thread: Uuid.optional(), mentions: z.array(Uuid).max(20).default([]) })
  .meta({ id: 'NewComment' })

/** A member as far as others need to know: to call upon, to delegate to. */
export const MemberName = z
  .strictObject({
    user: Uuid,
    name: z.string(),
    mayAnswer: z.boolean().meta({ description: 'Has a role that may answer for the subject.' }),
  })
  .meta({ id: 'MemberName' })
export type MemberName = z.infer<typeof MemberName>

/** A comment in which the caller is called upon and whose thread is open. */
export const Mention = z
  .strictObject({
    id: Uuid,
    framework: z.string(),
    subject: z.string(),
    name: z.string(),
    requirement: z.string(),
    author: z.string().nullable(),
    text: z.string(),
    at: Instant,
  })
  .meta({ id: 'Mention' })

/** So many rows in one page: what belongs to one question is shown whole. */
const WHOLE = 5_000

const CELL = '/api/tenants/{tenant}/assessments/{framework}/{subject}/comments/{requirement}'
const own = { kind: 'permission', permission: 'assessment.comment-own' } as const
const commentParams = z.object({ tenant: Id, id: Uuid })

export const commentsRoutes = {
  'comments.list': route({
    id: 'comments.list',
    slice: 'assessment',
    method: 'GET',
    path: CELL,
    summary: 'The threads of one requirement, oldest first',
    access: own,
    params: cellParams,
    returns: 'list',
    out: Comment,
    list: {
      key: 'id',
      sort: 'at',
      maxLimit: WHOLE,
      fields: { id: 'word', thread: 'word', author: 'text', mine: 'flag', text: 'text', at: 'instant' },
    },
  }),
  'comments.add': route({
    id: 'comments.add',
    slice: 'assessment',
    method: 'POST',
    path: CELL,
    summary: 'Opens a thread or answers in one',
    access: own,
    params: cellParams,
    body: NewComment,
    returns: 'json',
    out: Comment,
    status: 201,
    repeatable: true,
  }),
  'comments.resolve': route({
    id: 'comments.resolve',
    slice: 'assessment',
    method: 'PUT',
    path: '/api/tenants/{tenant}/comments/{id}/resolved',
    summary: 'Closes a thread, or opens it again',
    access: own,
    params: commentParams,
    body: z.strictObject({ resolved: z.boolean() }),
    returns: 'json',
    out: Comment,
    edits: true,
    errors: ['stale-version'],
  }),
  'comments.remove': route({
    id: 'comments.remove',
    slice: 'assessment',
    method: 'DELETE',
    path: '/api/tenants/{tenant}/comments/{id}',
    summary: "Removes one's own comment, and what was answered to it",
    access: own,
    params: commentParams,
    returns: 'empty',
    edits: true,
    errors: ['stale-version'],
  }),
  'mentions.mine': route({
    id: 'mentions.mine',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/mentions',
    summary: 'Open threads in which the caller is called upon',
    access: own,
    params: z.object({ tenant: Id }),
    returns: 'list',
    out: Mention,
    list: {
      key: 'id',
      sort: '-at',
      maxLimit: WHOLE,
      fields: {
        id: 'word',
        framework: 'word',
        subject: 'word',
        name: 'text',
        requirement: 'word',
        author: 'text',
        text: 'text',
        at: 'instant',
      },
    },
  }),
  'assessments.members': route({
    id: 'assessments.members',
    slice: 'assessment',
    method: 'GET',
    path: '/api/tenants/{tenant}/assessments/{framework}/{subject}/members',
    summary: 'Whom a question here can be delegated to, or who can be called upon',
    access: { kind: 'permission', permission: 'people.read' },
    params: cellParams.omit({ requirement: true }),
    returns: 'json',
    out: z.strictObject({ members: z.array(MemberName) }),
  }),
} as const
