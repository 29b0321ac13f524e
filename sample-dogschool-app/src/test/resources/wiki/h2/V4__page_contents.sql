create table page_contents (
  page_id uuid not null,
  title varchar not null,
  body varchar not null,
  constraint page_contents_pk primary key (page_id)
);
