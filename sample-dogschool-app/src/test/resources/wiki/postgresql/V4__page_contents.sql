create table page_contents (
  page_id uuid not null,
  title text not null,
  body text not null,
  search_index tsvector generated always as (to_tsvector('english', title || ' ' || body)) stored,
  constraint page_contents_pk primary key (page_id)
);

create index page_contents_search_index on page_contents using gin (search_index);
