create table trick_popularity (
  trick varchar not null,
  times integer not null,
  constraint trick_popularity_pk primary key (trick)
);
