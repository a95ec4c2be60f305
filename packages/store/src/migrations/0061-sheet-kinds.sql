-- Every list of the company comes as a sheet, not assets and answers only; the program knows which there are.
alter table sheet_upload drop constraint sheet_upload_kind_check;
alter table sheet_upload add constraint sheet_upload_kind_check check (kind ~ '^[a-z-]{1,40}$');
