-- Who is to look again at an answer that was left out or compensated (answer_entry.review says until when).
alter table answer_entry add column reviewer text;
alter table answer_entry add foreign key (tenant_id, reviewer) references person (tenant_id, id);
