-- History is only added to: the role of the server may neither change nor delete rows of `past` and `answer_entry` (packages/store/src/migrate.ts
-- takes the rights). Erasing a person (GDPR Art. 17) is the one exception, and has a function of its own that runs as the owner of the
-- tables, within the tenant of the transaction.

-- A document in which `pseudonym` stands where a person stood, by id or by the name that an import wrote.
create function without_person(doc jsonb, person text, person_name text, pseudonym text) returns jsonb language plpgsql immutable as $$
begin
  if jsonb_typeof(doc) = 'array' then
    return coalesce((select jsonb_agg(without_person(one, person, person_name, pseudonym) order by at)
      from jsonb_array_elements(doc) with ordinality as t (one, at)), '[]');
  end if;
  if jsonb_typeof(doc) = 'object' then
    return coalesce((select jsonb_object_agg(key, case
        when key in ('owner', 'person', 'by', 'decidedBy') and jsonb_typeof(value) = 'string' and value #>> '{}' in (person, person_name)
          then to_jsonb(pseudonym)
        else without_person(value, person, person_name, pseudonym) end)
      from jsonb_each(doc)), '{}');
  end if;
  return doc;
end $$;

-- A text as it stands in JSON, without its quotes.
create function in_json(value text) returns text language sql immutable as $$
  select substr(to_jsonb(value)::text, 2, length(to_jsonb(value)::text) - 2)
$$;

-- Puts a pseudonym, which must stand among the people already, where a person stands in the past, and forgets the person's own past.
create function erase_person_from_past(person text, person_name text, pseudonym text) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  here constant text := setting('tenant');
begin
  if not exists (select from person p where p.tenant_id = here and p.id = pseudonym and p.provenance = 'system') then
    raise exception 'no pseudonym' using errcode = 'insufficient_privilege';
  end if;
  update past p set doc = without_person(p.doc, person, person_name, pseudonym)
    where p.tenant_id = here and p.kind <> 'person'
      and (position(in_json(person) in p.doc::text) > 0 or position(in_json(person_name) in p.doc::text) > 0)
      and p.doc <> without_person(p.doc, person, person_name, pseudonym);
  update answer_entry e set person_id = pseudonym where e.tenant_id = here and e.person_id = person;
  update answer_entry e set reviewer = pseudonym where e.tenant_id = here and e.reviewer = person;
  delete from past p where p.tenant_id = here and p.kind = 'person' and p.id = person;
end $$;
